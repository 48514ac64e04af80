import {
  Button,
  Masthead,
  MastheadBrand,
  MastheadContent,
  MastheadMain,
  Page,
  SkipToContent,
  ToggleGroup,
  ToggleGroupItem,
  Toolbar,
  ToolbarContent,
  ToolbarGroup,
  ToolbarItem,
  Tooltip,
} from "@patternfly/react-core";
import CogIcon from "@patternfly/react-icons/dist/esm/icons/cog-icon";
import RedoIcon from "@patternfly/react-icons/dist/esm/icons/redo-icon";
import UndoIcon from "@patternfly/react-icons/dist/esm/icons/undo-icon";
import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { LOCALES } from "../messages/catalogues";
import { useLocale } from "../messages/locale";
import { useText } from "../messages/text";
import { useStoreCheck } from "../settings/useStoreCheck";
import { VaultButton } from "../vault/VaultButton";
import { VaultProvider } from "../vault/VaultDialogs";
import { LinkButton } from "./LinkButton";
import mark from "./mark.svg";
import { useUndo } from "./useUndo";

const MAIN = "main-content";

/** Each language by its own name, whatever language is on screen. */
const LOCALE_NAMES = { en: "English", "zh-CN": "简体中文" } as const;

/** What is around every screen: the masthead, and the way past it. */
export function Shell() {
  const { text } = useText();
  useStoreCheck();
  return (
    <VaultProvider>
      <Page
        masthead={<DeskMasthead />}
        skipToContent={
          <SkipToContent
            href={`#${MAIN}`}
            onClick={(event) => {
              // The address behind the # is the screen; jumping must not change it.
              event.preventDefault();
              document.getElementById(MAIN)?.focus();
            }}
          >
            {text("ui-skip-to-content")}
          </SkipToContent>
        }
        mainContainerId={MAIN}
        mainAriaLabel={text("ui-main")}
        isContentFilled
      >
        <Outlet />
      </Page>
    </VaultProvider>
  );
}

function DeskMasthead() {
  const { text } = useText();
  const { undo, redo } = useUndo();
  return (
    <Masthead display={{ default: "inline" }} inset={{ default: "insetMd" }}>
      <MastheadMain>
        <MastheadBrand>
          <Link to="/" className="desk-brand">
            <img src={mark} alt="" width={32} height={32} />
            <span>Source Desk</span>
          </Link>
        </MastheadBrand>
      </MastheadMain>
      <MastheadContent>
        <Toolbar isStatic className="desk-masthead-toolbar">
          <ToolbarContent>
            <ToolbarItem>
              <nav aria-label={text("ui-navigation")} className="desk-navigation">
                <NavigationLink to="/">{text("ui-sources")}</NavigationLink>
                <NavigationLink to="/mappings">{text("ui-mappings")}</NavigationLink>
                <NavigationLink to="/servers">{text("ui-servers")}</NavigationLink>
                <NavigationLink to="/explain">{text("ui-explain-nav")}</NavigationLink>
              </nav>
            </ToolbarItem>
            <ToolbarGroup align={{ default: "alignEnd" }} gap={{ default: "gapSm" }}>
              <ToolbarItem>
                <Tooltip content={text("ui-undo")}>
                  <Button variant="plain" icon={<UndoIcon />} onClick={undo} aria-label={text("ui-undo")} />
                </Tooltip>
              </ToolbarItem>
              <ToolbarItem>
                <Tooltip content={text("ui-redo")}>
                  <Button variant="plain" icon={<RedoIcon />} onClick={redo} aria-label={text("ui-redo")} />
                </Tooltip>
              </ToolbarItem>
              <ToolbarItem>
                <VaultButton />
              </ToolbarItem>
              <ToolbarItem>
                <LanguageSwitch />
              </ToolbarItem>
              <ToolbarItem>
                <LinkButton
                  to="/settings"
                  variant="plain"
                  icon={<CogIcon />}
                  aria-label={text("ui-settings")}
                />
              </ToolbarItem>
            </ToolbarGroup>
          </ToolbarContent>
        </Toolbar>
      </MastheadContent>
    </Masthead>
  );
}

/** The things that have a list of their own: a source's pages belong to the sources. */
function NavigationLink({
  to,
  children,
}: {
  to: "/" | "/mappings" | "/servers" | "/explain";
  children: string;
}) {
  const path = useLocation({ select: ({ pathname }) => pathname });
  const isHere = to === "/" ? path === "/" || path.startsWith("/sources") : path.startsWith(to);
  return (
    <Link to={to} aria-current={isHere ? "page" : undefined} activeProps={{}}>
      {children}
    </Link>
  );
}

/** The languages side by side, each readable to whoever needs it. */
export function LanguageSwitch() {
  const { text } = useText();
  const { locale, setLocale } = useLocale();
  return (
    <ToggleGroup aria-label={text("ui-language")} isCompact>
      {LOCALES.map((one) => (
        <ToggleGroupItem
          key={one}
          text={<span lang={one}>{LOCALE_NAMES[one]}</span>}
          isSelected={one === locale}
          onChange={() => setLocale(one)}
        />
      ))}
    </ToggleGroup>
  );
}
