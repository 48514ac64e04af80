import { Alert, AlertActionCloseButton } from "@patternfly/react-core";
import type { ReactNode } from "react";
import type { MessageId } from "../messages/ids.generated";
import { useText } from "../messages/text";

export type Tone = "danger" | "warning" | "info" | "success";

const TONES: Record<Tone, MessageId> = {
  danger: "ui-tone-danger",
  warning: "ui-tone-warning",
  info: "ui-tone-info",
  success: "ui-tone-success",
};

type Props = {
  tone: Tone;
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  onClose?: () => void;
  isToast?: boolean;
  /** Closes it by itself after this many milliseconds, unless a pointer or the focus is on it. */
  timeout?: number;
  /** Announce it when it appears. */
  isLive?: boolean;
  component?: "h2" | "h3" | "h4";
};

/** PatternFly's alert, with its hidden words in the language on screen. */
export function Notice({
  tone,
  title,
  children,
  actions,
  onClose,
  isToast,
  timeout,
  isLive,
  component = "h2",
}: Props) {
  const { text } = useText();
  return (
    <Alert
      variant={tone}
      variantLabel={text(TONES[tone])}
      title={title}
      component={component}
      isInline={isToast !== true}
      {...(timeout !== undefined && onClose !== undefined && { timeout, onTimeout: onClose })}
      isLiveRegion={isLive === true}
      actionLinks={actions}
      actionClose={onClose && <AlertActionCloseButton aria-label={text("ui-close")} onClose={onClose} />}
    >
      {children}
    </Alert>
  );
}
