/** The slug that authentik's form proposes for a name: lower case, words joined by one hyphen, only ASCII. */
export function proposedSlug(name: string, sourceType: string): string {
  let slug = "";
  for (const character of name) {
    if (/[a-z0-9_]/i.test(character)) slug += character.toLowerCase();
    else if (slug !== "" && !slug.endsWith("-") && /[\p{ASCII}\s]/u.test(character)) slug += "-";
  }
  slug = slug.replace(/-+$/, "");
  return slug === "" ? sourceType : slug;
}

/**
 * Whether a slug still follows the name. A number behind it was put there to keep slugs apart and changes nothing;
 * once a slug is registered with the provider it follows no more.
 */
export function followsName(slug: string, name: string, sourceType: string, registered: boolean): boolean {
  if (registered) return false;
  const proposed = proposedSlug(name, sourceType);
  return slug === "" || slug === proposed || slug.replace(/-\d+$/, "") === proposed;
}
