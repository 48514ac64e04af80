import { Title } from "@patternfly/react-core";
import { type ReactNode, useEffect, useRef } from "react";

type Props = { children: string; after?: ReactNode; size?: "2xl" | "xl" };

/** The heading of a page or step. It takes the focus when it appears, so that a screen reader says where we are. */
export function Heading({ children, after, size = "2xl" }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    // The screen before may have been scrolled; this one begins at its top.
    const main = heading.current?.closest("main");
    if (main) main.scrollTop = 0;
  }, []);
  useEffect(() => {
    document.title = `${children} · Source Desk`;
  }, [children]);
  return (
    <div className="desk-heading">
      <Title headingLevel="h1" size={size} ref={heading} tabIndex={-1}>
        {children}
      </Title>
      {after}
    </div>
  );
}
