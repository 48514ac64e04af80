import type { ExportFormat, ExportRequest, SecretStyle, SourceStageRequest } from "../ipc/generated";
import type { MessageId } from "../messages/ids.generated";

/** What a person chose, which is not yet a request while something is open. */
export type Choice = {
  format: ExportFormat;
  secrets: SecretStyle;
  /** Asked a second time, because the secret then stands in the file for everybody who opens it. */
  inlineConfirmed: boolean;
  loginPage: boolean;
  stage: string;
  /** Whether a blueprint also makes an enterprise Source Stage. */
  sourceStage: boolean;
  sourceStageFlow: string;
  /** As it is typed: a number may be unfinished. */
  sourceStageOrder: string;
  sourceStageTimeout: string;
};

/** The stage that authentik's own default login page is made of. */
const DEFAULT_STAGE = "default-authentication-identification";

export const FIRST_CHOICE: Choice = {
  format: "blueprint",
  secrets: "file",
  inlineConfirmed: false,
  loginPage: true,
  stage: DEFAULT_STAGE,
  sourceStage: false,
  sourceStageFlow: "",
  sourceStageOrder: "0",
  sourceStageTimeout: "minutes=10",
};

export const FORMATS: { format: ExportFormat; label: MessageId; about: MessageId }[] = [
  { format: "blueprint", label: "ui-format-blueprint", about: "ui-format-blueprint-about" },
  { format: "terraform", label: "ui-format-terraform", about: "ui-format-terraform-about" },
  { format: "kubernetes", label: "ui-format-kubernetes", about: "ui-format-kubernetes-about" },
  { format: "compose", label: "ui-format-compose", about: "ui-format-compose-about" },
  { format: "runbook", label: "ui-format-runbook", about: "ui-format-runbook-about" },
  { format: "json", label: "ui-format-json", about: "ui-format-json-about" },
];

type Style = { style: SecretStyle; label: MessageId; about: MessageId };

const INLINE: Style = {
  style: "inline",
  label: "ui-export-secrets-inline",
  about: "ui-secrets-inline-about",
};

/** The ways in which each format gets its secrets; none where no secret goes into it. */
export const STYLES: Record<ExportFormat, Style[]> = {
  blueprint: [
    { style: "file", label: "ui-secrets-file", about: "ui-secrets-file-about" },
    { style: "env", label: "ui-secrets-env", about: "ui-secrets-env-about" },
    { style: "context", label: "ui-secrets-context", about: "ui-secrets-context-about" },
    { style: "inline", label: "ui-secrets-inline", about: "ui-secrets-inline-about" },
  ],
  terraform: [
    { style: "file", label: "ui-export-secrets-terraform", about: "ui-export-secrets-terraform-about" },
    INLINE,
  ],
  kubernetes: [
    {
      style: "file",
      label: "ui-export-secrets-file-kubernetes",
      about: "ui-export-secrets-file-kubernetes-about",
    },
    {
      style: "env",
      label: "ui-export-secrets-env-kubernetes",
      about: "ui-export-secrets-env-kubernetes-about",
    },
    INLINE,
  ],
  compose: [
    {
      style: "file",
      label: "ui-export-secrets-file-compose",
      about: "ui-export-secrets-file-compose-about",
    },
    { style: "env", label: "ui-export-secrets-env-compose", about: "ui-export-secrets-env-compose-about" },
    INLINE,
  ],
  runbook: [],
  json: [],
};

/** The choice with another format, whose secrets come in the same way where it has that. */
export function withFormat(choice: Choice, format: ExportFormat): Choice {
  const keeps = STYLES[format].some(({ style }) => style === choice.secrets);
  return { ...choice, format, secrets: keeps ? choice.secrets : "file", inlineConfirmed: false };
}

/** Whether the login page is part of what a format says. */
export function hasLoginPage(format: ExportFormat): boolean {
  return format !== "json";
}

/** Whether a format can make a Source Stage. */
export function hasSourceStage(format: ExportFormat): boolean {
  return format === "blueprint";
}

/** The number of an order, or null if it is none that authentik takes. */
export function orderOf(text: string): number | null {
  const order = /^\s*-?\d+\s*$/.test(text) ? Number(text) : Number.NaN;
  return order >= -(2 ** 31) && order < 2 ** 31 ? order : null;
}

function sourceStageOf(choice: Choice): SourceStageRequest | null {
  const flow = choice.sourceStageFlow.trim();
  const order = orderOf(choice.sourceStageOrder);
  if (!choice.sourceStage || !hasSourceStage(choice.format) || flow === "" || order === null) return null;
  return { flow, order, resume_timeout: choice.sourceStageTimeout };
}

/** The request that a choice makes, or null while the second confirmation is missing. */
export function requestOf(choice: Choice, hasLoginButton: boolean): ExportRequest | null {
  if (choice.secrets === "inline" && !choice.inlineConfirmed) return null;
  const stage = choice.stage.trim();
  const isOnPage = hasLoginButton && hasLoginPage(choice.format) && choice.loginPage && stage !== "";
  return {
    format: choice.format,
    secrets: choice.secrets,
    login_page: isOnPage ? stage : null,
    source_stage: hasLoginButton ? sourceStageOf(choice) : null,
  };
}
