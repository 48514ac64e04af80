import type { FluentVariable } from "@fluent/bundle";
import { useLocalization } from "@fluent/react";
import { useMemo } from "react";
import type { MessageId } from "./ids.generated";

export type Arguments = Record<string, FluentVariable>;

export type Words = {
  /** The words of a message. */
  text(id: MessageId, args?: Arguments): string;
  /** The words of a message whose id is made from data, such as `lint-CODE`; the id itself if there are none. */
  textOf(id: string, args?: Arguments): string;
  /** The same, or null if there are none: for messages that not every code has. */
  textIf(id: string, args?: Arguments): string | null;
};

/** The words of the interface, in the language on screen. */
export function useText(): Words {
  const { l10n } = useLocalization();
  return useMemo(() => {
    const textOf = (id: string, args?: Arguments) => l10n.getString(id, args ?? null);
    return {
      text: textOf,
      textOf,
      textIf: (id, args) => (l10n.getBundle(id) === null ? null : textOf(id, args)),
    };
  }, [l10n]);
}

/** The part of a message id that stands for an API name: `consumer_key` is `consumer-key` there. */
export function idPart(name: string): string {
  return name.replaceAll("_", "-");
}
