/** A URL in the parts that people compare: where it goes, and each parameter, decoded. */
export type UrlParts = { base: string; parameters: { name: string; value: string }[] };

/** Takes a URL apart without a parser of the browser, which would rewrite what it shows. */
export function partsOf(url: string): UrlParts {
  const mark = url.indexOf("?");
  if (mark === -1) return { base: url, parameters: [] };
  const parameters = url
    .slice(mark + 1)
    .split("&")
    .map((pair) => {
      const equals = pair.indexOf("=");
      if (equals === -1) return { name: decode(pair), value: "" };
      return { name: decode(pair.slice(0, equals)), value: decode(pair.slice(equals + 1)) };
    });
  return { base: url.slice(0, mark), parameters };
}

/** What is no right encoding is shown as it stands. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
