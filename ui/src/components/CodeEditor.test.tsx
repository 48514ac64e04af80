import { EditorView } from "@codemirror/view";
import { act, render, screen } from "@testing-library/react";
import { useState } from "react";
import { expect, test } from "vitest";
import { CodeEditor, type Language } from "./CodeEditor";

type ScreenProps = { first: string; next?: string; language: Language; told?: (text: string) => void };

function Screen({ first, next = "from elsewhere", language, told }: ScreenProps) {
  const [value, setValue] = useState(first);
  const change = (text: string) => {
    told?.(text);
    setValue(text);
  };
  return (
    <>
      <CodeEditor
        id="code"
        value={value}
        language={language}
        label="Expression"
        describedBy="notes"
        onChange={change}
      />
      <p id="notes">Help</p>
      <button type="button" onClick={() => setValue(next)}>
        Other
      </button>
    </>
  );
}

/** The element that is typed in; it stands in the shadow root. */
function content(): HTMLElement {
  const inside = document.getElementById("code")?.shadowRoot?.querySelector(".cm-content");
  return inside as HTMLElement;
}

test("an editor has its text, its name and its description", () => {
  render(<Screen first={"{}\n"} language="json" />);
  expect(content().textContent).toBe("{}");
  expect(content().getAttribute("aria-label")).toBe("Expression");
  expect(content().ariaDescribedByElements).toEqual([document.getElementById("notes")]);
});

test("no style element is made, which the content security policy would refuse", () => {
  render(<Screen first="" language="python" />);
  expect(document.querySelectorAll("style").length).toBe(0);
  const root = document.getElementById("code")?.shadowRoot;
  expect(root?.querySelectorAll("style").length).toBe(0);
  expect(root?.adoptedStyleSheets.length).toBeGreaterThan(0);
});

test("a text from elsewhere is shown and not taken for typing", async () => {
  const told: string[] = [];
  render(<Screen first="return {}" language="python" told={(text) => told.push(text)} />);
  screen.getByRole("button", { name: "Other" }).click();
  await screen.findByText("Help");
  expect(content().textContent).toBe("from elsewhere");
  expect(told).toEqual([]);
});

test("line breaks of Windows are no change, so the cursor stays where it is", () => {
  const told: string[] = [];
  render(<Screen first={"ab\nc"} next={"ab\r\nc"} language="plain" told={(text) => told.push(text)} />);
  const view = EditorView.findFromDOM(content());
  view?.dispatch({ selection: { anchor: 1 } });
  act(() => screen.getByRole("button", { name: "Other" }).click());
  expect(view?.state.selection.main.anchor).toBe(1);
  expect(content().children.length).toBe(2);
  expect(told).toEqual([]);
});
