import { useSpeech } from "../lang";

export interface NoticeShown {
  kind: string;
  facts: { place: string; value: string }[];
}

/** What a message says, thing by thing; opened by who wants to see. */
export function Notices({ notices }: { notices: NoticeShown[] }) {
  const { code } = useSpeech();
  return notices.map((notice, i) => (
    <details key={i}>
      <summary>{code("notice", notice.kind)}</summary>
      <dl className="notice-facts">
        {notice.facts.map((fact) => (
          <div key={fact.place}>
            <dt className="mono">{fact.place}</dt>
            <dd>{fact.value}</dd>
          </div>
        ))}
      </dl>
    </details>
  ));
}
