import { Button, Card, CardBody, CardTitle } from "@patternfly/react-core";
import { type ReactNode, useEffect, useRef } from "react";

type Props = {
  title: string;
  /** What can be done with what is shown. */
  actions?: ReactNode;
  /** The word on the button that closes it, and its whole name where the word alone does not say what is closed. */
  closeWord: string;
  closeName?: string;
  close(): void;
  children: ReactNode;
};

/** What a person opened from the list: it comes into sight below it and takes the focus. */
export function Panel({ title, actions, closeWord, closeName, close, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: "start" });
  }, []);
  return (
    <Card component="section" aria-label={title} className="desk-test-run">
      <CardTitle component="div">
        <div className="desk-heading">
          <h2 className="desk-subheading" ref={heading} tabIndex={-1}>
            {title}
          </h2>
          <div className="desk-heading-actions">
            {actions}
            <Button variant="link" onClick={close} aria-label={closeName}>
              {closeWord}
            </Button>
          </div>
        </div>
      </CardTitle>
      <CardBody>{children}</CardBody>
    </Card>
  );
}
