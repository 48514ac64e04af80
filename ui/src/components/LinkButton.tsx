import { Button, type ButtonProps } from "@patternfly/react-core";
import { createLink } from "@tanstack/react-router";
import { type AnchorHTMLAttributes, forwardRef } from "react";

type Props = AnchorHTMLAttributes<HTMLAnchorElement> &
  Pick<ButtonProps, "variant" | "icon" | "size" | "isInline">;

/** A link to another screen that looks like a button. */
export const LinkButton = createLink(
  forwardRef<HTMLAnchorElement, Props>(function LinkButton(
    { variant, icon, size, isInline, ...anchor },
    ref,
  ) {
    return (
      <Button
        component="a"
        variant={variant ?? "primary"}
        {...(icon !== undefined && { icon })}
        {...(size !== undefined && { size })}
        isInline={isInline === true}
        ref={ref as never}
        {...(anchor as object)}
      />
    );
  }),
);
