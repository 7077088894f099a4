import type { Feed } from "../api";
import { day, dayKey, moment, time } from "../format/time";
import { Icon } from "../frame/Icon";
import { useSpeech } from "../lang";

/** "08:15" today, otherwise the date with it. */
function lately(at: string): string {
  return dayKey(Date.parse(at)) === dayKey(Date.now()) ? time(at) : `${day(at)} ${time(at)}`;
}

/** One dot and words per feeding system: a record fed by many must say what it may be missing. */
export function SourceBar({ feeds }: { feeds: Feed[] }) {
  const { t, code } = useSpeech();
  if (feeds.length === 0) return null;
  return (
    <ul className="source-bar" aria-label={t("chart.feeds")}>
      {feeds.map((feed) => (
        <li
          key={`${feed.kind} ${feed.name}`}
          title={`${feed.kind} · ${feed.lastMessageAt ? t("chart.lastMessage", { at: moment(feed.lastMessageAt) }) : t("health.never")}`}
        >
          <span className={`dot dot-${feed.state}`} aria-hidden="true" />
          <span>{feed.name}</span>
          <span className={feed.state === "FRESH" ? "fine" : "bad"}>
            {code("feed", feed.state)} {feed.lastMessageAt && <span className="num">{lately(feed.lastMessageAt)}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Says above the content when something may be missing from it. */
export function StaleBands({ feeds }: { feeds: Feed[] }) {
  const { t } = useSpeech();
  const doubtful = feeds.filter((feed) => feed.state === "STALE" || feed.state === "FAILING");
  return doubtful.map((feed) => (
    <p key={`${feed.kind} ${feed.name}`} className="note note-stale" role="status">
      <Icon name="warn" />
      <span>
        {feed.lastMessageAt
          ? t("chart.stale", { x: feed.name, at: moment(feed.lastMessageAt) })
          : t("chart.staleNever", { x: feed.name })}
      </span>
    </p>
  ));
}
