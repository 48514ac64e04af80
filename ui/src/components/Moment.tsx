import { useLocale } from "../messages/locale";

type Props = {
  at: string;
  /** Shows date and time of day, for a list in which the order of minutes matters. */
  isExact?: boolean;
};

const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

/** How long ago something was, or the date when that was over a week ago; the exact time as its tooltip. */
export function Moment({ at, isExact }: Props) {
  const { locale } = useLocale();
  const date = new Date(at);
  const exact = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "medium" }).format(date);
  return (
    <time dateTime={at} title={exact}>
      {isExact === true
        ? new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(date)
        : agoOrDate(date, new Date(), locale)}
    </time>
  );
}

/** “5 minutes ago” within a week, a date before that. */
export function agoOrDate(date: Date, now: Date, locale: string): string {
  const seconds = Math.round((date.getTime() - now.getTime()) / 1000);
  if (Math.abs(seconds) > 7 * 86_400) {
    return new Intl.DateTimeFormat(locale, { dateStyle: "medium" }).format(date);
  }
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  for (const [unit, length] of UNITS) {
    if (Math.abs(seconds) >= length) return relative.format(Math.trunc(seconds / length), unit);
  }
  return relative.format(0, "second");
}

/** A day and time: “1 January 2026 at 14:02”. What is no time stays as it is: it may come from somebody else's file. */
export function dayAndTime(at: string, locale: string): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return at;
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short" }).format(date);
}

/** A time of day to the second: “14:02:11”. */
export function clockTime(at: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hour12: false,
  })
    .format(new Date(at))
    .replace(/^24/, "00");
}
