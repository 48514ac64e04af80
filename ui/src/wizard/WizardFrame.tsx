import { Button, WizardNav, WizardNavItem } from "@patternfly/react-core";
import CaretDownIcon from "@patternfly/react-icons/dist/esm/icons/caret-down-icon";
import { css } from "@patternfly/react-styles";
import styles from "@patternfly/react-styles/css/components/Wizard/wizard.mjs";
import { type ReactNode, useState } from "react";
import { useText } from "../messages/text";
import { STEP_NAMES, type StepId } from "./steps";

type Props = {
  step: StepId;
  /** The steps that there are. */
  steps: StepId[];
  /** The protocol of the source, which the form's step is named after; null while none is chosen. */
  protocol: string | null;
  /** Steps that cannot be gone to yet. */
  isReachable(step: StepId): boolean;
  /** Steps with something to mend in them. */
  isFaulty(step: StepId): boolean;
  goTo(step: StepId): void;
  footer: ReactNode;
  children: ReactNode;
};

/**
 * PatternFly's wizard, drawn from its parts: the step is a place in the address, so that reloading and going back
 * work, which the ready-made component keeps to itself.
 */
export function WizardFrame(props: Props) {
  const { step, steps, protocol, isReachable, isFaulty, goTo, footer, children } = props;
  const { text } = useText();
  const nameOf = (one: StepId) => text(STEP_NAMES[one], { protocol: protocol ?? "none" });
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={css(styles.wizard, "desk-wizard")}>
      <button
        type="button"
        className={css(styles.wizardToggle, isOpen && styles.modifiers.expanded)}
        aria-expanded={isOpen}
        aria-label={text("ui-wizard-steps-toggle", { step: nameOf(step) })}
        onClick={() => setOpen(!isOpen)}
      >
        <span className={css(styles.wizardToggleList)}>
          <span className={css(styles.wizardToggleListItem)}>
            <span className={css(styles.wizardToggleNum)}>{steps.indexOf(step) + 1}</span> {nameOf(step)}
          </span>
        </span>
        <span className={css(styles.wizardToggleIcon)}>
          <CaretDownIcon />
        </span>
      </button>
      <div className={css(styles.wizardOuterWrap)}>
        <div className={css(styles.wizardInnerWrap)}>
          <WizardNav aria-label={text("ui-wizard-steps")} isExpanded={isOpen}>
            {steps.map((one, n) => (
              <WizardNavItem
                key={one}
                id={`step-${one}`}
                stepIndex={n + 1}
                content={nameOf(one)}
                isCurrent={one === step}
                isDisabled={!isReachable(one)}
                isVisited={isReachable(one)}
                status={isFaulty(one) ? "error" : "default"}
                onClick={() => {
                  setOpen(false);
                  goTo(one);
                }}
              />
            ))}
          </WizardNav>
          {/* Another step begins at its top. */}
          <div className={css(styles.wizardMain)} key={step}>
            <div className={css(styles.wizardMainBody)}>{children}</div>
          </div>
        </div>
        <footer className={css(styles.wizardFooter, "desk-wizard-footer")}>{footer}</footer>
      </div>
    </div>
  );
}

type FooterProps = {
  back: (() => void) | null;
  /** Goes on by itself, or by submitting a form. */
  next: { label: string; go(): void } | { label: string; form: string } | null;
  close: { label: string; go(): void };
  isBusy?: boolean;
};

/** Back, next, and the way out. */
export function WizardButtons({ back, next, close, isBusy = false }: FooterProps) {
  const { text } = useText();
  return (
    <>
      <Button variant="secondary" onClick={() => back?.()} isDisabled={back === null || isBusy}>
        {text("ui-back")}
      </Button>
      {next !== null && (
        <Button
          variant="primary"
          isLoading={isBusy}
          isDisabled={isBusy}
          {...("form" in next ? { type: "submit", form: next.form } : { onClick: next.go })}
        >
          {next.label}
        </Button>
      )}
      <Button variant={next === null ? "primary" : "link"} onClick={close.go}>
        {close.label}
      </Button>
    </>
  );
}
