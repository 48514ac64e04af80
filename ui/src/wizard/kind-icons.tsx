import AppleIcon from "@patternfly/react-icons/dist/esm/icons/apple-icon";
import DiscordIcon from "@patternfly/react-icons/dist/esm/icons/discord-icon";
import FacebookIcon from "@patternfly/react-icons/dist/esm/icons/facebook-icon";
import GithubIcon from "@patternfly/react-icons/dist/esm/icons/github-icon";
import GitlabIcon from "@patternfly/react-icons/dist/esm/icons/gitlab-icon";
import GoogleIcon from "@patternfly/react-icons/dist/esm/icons/google-icon";
import KeyIcon from "@patternfly/react-icons/dist/esm/icons/key-icon";
import MicrosoftIcon from "@patternfly/react-icons/dist/esm/icons/microsoft-icon";
import OpenidIcon from "@patternfly/react-icons/dist/esm/icons/openid-icon";
import PatreonIcon from "@patternfly/react-icons/dist/esm/icons/patreon-icon";
import RedditIcon from "@patternfly/react-icons/dist/esm/icons/reddit-alien-icon";
import ShieldIcon from "@patternfly/react-icons/dist/esm/icons/shield-alt-icon";
import SitemapIcon from "@patternfly/react-icons/dist/esm/icons/sitemap-icon";
import SlackIcon from "@patternfly/react-icons/dist/esm/icons/slack-icon";
import SyncIcon from "@patternfly/react-icons/dist/esm/icons/sync-alt-icon";
import TelegramIcon from "@patternfly/react-icons/dist/esm/icons/telegram-plane-icon";
import TwitchIcon from "@patternfly/react-icons/dist/esm/icons/twitch-icon";
import TwitterIcon from "@patternfly/react-icons/dist/esm/icons/twitter-icon";
import WeixinIcon from "@patternfly/react-icons/dist/esm/icons/weixin-icon";
import type { ComponentType } from "react";

/** The marks that PatternFly's own icon set has, in one colour. authentik's coloured logos are not ours to ship. */
const ICONS: Record<string, ComponentType> = {
  apple: AppleIcon,
  azuread: MicrosoftIcon,
  discord: DiscordIcon,
  entraid: MicrosoftIcon,
  facebook: FacebookIcon,
  github: GithubIcon,
  gitlab: GitlabIcon,
  google: GoogleIcon,
  kerberos: KeyIcon,
  ldap: SitemapIcon,
  openidconnect: OpenidIcon,
  patreon: PatreonIcon,
  reddit: RedditIcon,
  saml: ShieldIcon,
  scim: SyncIcon,
  slack: SlackIcon,
  telegram: TelegramIcon,
  twitch: TwitchIcon,
  twitter: TwitterIcon,
  wechat: WeixinIcon,
};

/** What stands beside a kind of source: a mark where there is one, else the initial of its name. */
export function KindIcon({ type, name }: { type: string; name: string }) {
  const Icon = ICONS[type];
  return (
    <span className="desk-kind-icon" aria-hidden="true">
      {Icon === undefined ? name.charAt(0).toUpperCase() : <Icon />}
    </span>
  );
}
