import { expect, test } from "vitest";
import type { SourceTypeView, Version } from "../ipc/generated";
import { KIND } from "../testing/fixtures";
import { kindsThatMatch, limitsOf } from "./kinds";
import { neighbour, stepsOf } from "./steps";

const ALL: Version[] = ["2025.12", "2026.2", "2026.5", "2026.8"];
const LDAP: SourceTypeView = {
  ...KIND,
  type: "ldap",
  name: "LDAP Source",
  protocol: "LDAP",
  description: "Federate LDAP Directory with authentik, or create new accounts in LDAP.",
  offers: { login_button: false, addresses: false, callback: false, test_login: false },
};
const SAML: SourceTypeView = {
  ...LDAP,
  type: "saml",
  name: "SAML Source",
  protocol: "SAML",
  description: "Authenticate using an external SAML Identity Provider.",
  offers: { login_button: true, addresses: false, callback: false, test_login: false },
};

const wordsOf = ({ type, name }: SourceTypeView) => ({
  name: type === "wechat" ? "微信" : name,
  about: type === "saml" ? "AD FS" : "",
});
const found = (filter: string) => kindsThatMatch([LDAP, SAML, KIND], filter, wordsOf).map(({ type }) => type);

test("a filter finds kinds by name, protocol, description, and by the words of the language on screen", () => {
  expect(found("")).toEqual(["ldap", "saml", "wechat"]);
  expect(found("  OAUTH ")).toEqual(["wechat"]);
  expect(found("微信")).toEqual(["wechat"]);
  expect(found("directory")).toEqual(["ldap"]);
  expect(found("ad fs")).toEqual(["saml"]);
  expect(found("source identity")).toEqual(["saml"]);
  expect(found("nothing like it")).toEqual([]);
});

test("a kind says which versions know it where not all do", () => {
  expect(limitsOf(KIND, ALL)).toEqual({});
  expect(limitsOf({ ...KIND, versions: ["2025.12", "2026.2"] }, ALL)).toEqual({ until: "2026.2" });
  expect(limitsOf({ ...KIND, versions: ["2026.8"] }, ALL)).toEqual({ since: "2026.8" });
});

test("a wizard has the steps that the kind has something for", () => {
  expect(stepsOf(KIND.offers)).toEqual(["type", "create", "preview", "test", "finish"]);
  expect(stepsOf(SAML.offers)).toEqual(["type", "create", "preview", "finish"]);
  expect(stepsOf(LDAP.offers)).toEqual(["type", "create", "finish"]);
  expect(neighbour(stepsOf(LDAP.offers), "create", 1)).toBe("finish");
  expect(neighbour(stepsOf(LDAP.offers), "finish", 1)).toBeNull();
});
