// What the tests of the mapping lab have in common: sources with mappings, and the parts of its page.

import { make } from "./bridge.mjs";

export const REPAIR = `name = info.get("nickname") or ""
try:
    name = name.encode("latin-1").decode("utf-8")
except (UnicodeEncodeError, UnicodeDecodeError):
    pass
return {"name": name}
`;

/** A source with mappings, by name and text. */
export async function source(bridge, sourceType, mappings = []) {
  const { draft, revision } = await make(bridge, "create_draft", {
    sourceType,
    name: sourceType,
    slug: sourceType,
  });
  for (const [name, expression] of mappings) {
    await make(bridge, "create_mapping", { kind: "oauth", name, expression });
    draft.user_property_mappings.push({ name, expression });
  }
  if (sourceType !== "telegram") {
    draft.values.consumer_key = sourceType === "wechat" ? "wx0000000000000001" : "client-1";
  }
  draft.deployment.authentik_host = "auth.example.com";
  return (await make(bridge, "save_draft", { draft, revision })).draft.id;
}

export const result = (page) => page.locator("section[aria-busy]");
export const steps = (page) => page.locator(".desk-lab-steps > li");
export const code = (page) => page.locator("#lab-expression .cm-content");

export async function opened(page, bridge, id) {
  await page.goto(`${bridge.url}/#/sources/${id}/lab`);
  await page.locator("#lab-sample").waitFor();
}

/**
 * Puts a text in place of the one in an editor, as somebody does who pastes. It is deleted first: a text that takes the
 * place of coloured ones gets their colours from Chromium as styles, which the content security policy refuses.
 */
export async function paste(page, editor, text) {
  await editor.click();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await page.keyboard.insertText(text);
}

/** Waits until what is shown belongs to what is typed. */
export async function settled(page) {
  await page.locator('section[aria-busy="false"]').waitFor();
}
