import { Button, WizardNav, WizardNavItem } from "@patternfly/react-core";
import CaretDownIcon from "@patternfly/react-icons/dist/esm/icons/caret-down-icon";
import { css } from "@patternfly/react-styles";
import styles from "@patternfly/react-styles/css/components/Wizard/wizard.mjs";
import { type ReactNode, useState } from "react";
import { useText } from "../messages/text";
import { STEP_NAMES, STEPS, type StepId } from "./steps";

type Props = {
  step: StepId;
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
export function WizardFrame({ step, isReachable, isFaulty, goTo, footer, children }: Props) {
  const { text } = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={css(styles.wizard, "desk-wizard")}>
      <button
        type="button"
        className={css(styles.wizardToggle, isOpen && styles.modifiers.expanded)}
        aria-expanded={isOpen}
        aria-label={text("ui-wizard-steps-toggle", { step: text(STEP_NAMES[step]) })}
        onClick={() => setOpen(!isOpen)}
      >
        <span className={css(styles.wizardToggleList)}>
          <span className={css(styles.wizardToggleListItem)}>
            <span className={css(styles.wizardToggleNum)}>{STEPS.indexOf(step) + 1}</span>{" "}
            {text(STEP_NAMES[step])}
          </span>
        </span>
        <span className={css(styles.wizardToggleIcon)}>
          <CaretDownIcon />
        </span>
      </button>
      <div className={css(styles.wizardOuterWrap)}>
        <div className={css(styles.wizardInnerWrap)}>
          <WizardNav aria-label={text("ui-wizard-steps")} isExpanded={isOpen}>
            {STEPS.map((one, n) => (
              <WizardNavItem
                key={one}
                id={`step-${one}`}
                stepIndex={n + 1}
                content={text(STEP_NAMES[one])}
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
  next: { label: string; go(): void } | null;
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
        <Button variant="primary" onClick={next.go} isLoading={isBusy} isDisabled={isBusy}>
          {next.label}
        </Button>
      )}
      <Button variant={next === null ? "primary" : "link"} onClick={close.go}>
        {close.label}
      </Button>
    </>
  );
}
