import { useMemo, useRef, useState, type KeyboardEvent } from "react";
import { api } from "../client";
import { Icon } from "../frame/Icon";
import { Shown } from "../frame/states";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { may, useMe } from "../session";
import { desk, type Content, type Field, type Segment } from "./api";
import { fieldName } from "./names";

interface Piece {
  key: string;
  segment: Segment;
  field: Field;
}

function pieces(content: Content): Piece[] {
  return content.segments.flatMap((segment, i) => segment.fields.map((field) => ({ key: `${i}-${field.number}`, segment, field })));
}

/** The text as it came, one segment a line, escapes untouched; the chosen field stands out. */
function Raw({ content, chosen }: { content: Content; chosen: Piece | undefined }) {
  const { t } = useSpeech();
  const text = content.text ?? "";
  const at = chosen ? [chosen.field.from, chosen.field.to] as const : undefined;
  const shown = (part: string) => part.replace(/\r\n|\r/g, "\n");
  return (
    <pre className="raw" tabIndex={0} role="region" aria-label={t("desk.raw")}>
      {at ? (
        <>
          {shown(text.slice(0, at[0]))}
          <mark>{shown(text.slice(at[0], at[1]))}</mark>
          {shown(text.slice(at[1]))}
        </>
      ) : (
        shown(text)
      )}
    </pre>
  );
}

function Fields({ content, chosen, onChoose }: { content: Content; chosen: string | undefined; onChoose: (key: string) => void }) {
  const { t, language } = useSpeech();
  const box = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const buttons = [...box.current!.querySelectorAll("button")];
    const next = buttons[buttons.indexOf(document.activeElement as HTMLButtonElement) + step];
    next?.focus();
    next?.click();
  };
  return (
    <div className="fields" ref={box} onKeyDown={move}>
      {content.segments.map((segment, i) => (
        <section key={i} aria-label={`${segment.name} ${i + 1}`}>
          <h3 className="mono">{segment.name}</h3>
          <ul>
            {segment.fields.map((field) => {
              const key = `${i}-${field.number}`;
              return (
                <li key={key}>
                  <button type="button" aria-pressed={chosen === key} onClick={() => onChoose(key)}>
                    <span className="mono place">{`${segment.name}-${field.number}`}</span>
                    <span className="name">{fieldName(segment.name, field.number, language)}</span>
                    <span className="mono value">
                      {field.value ?? t("desk.hidden", { n: field.to - field.from })}
                    </span>
                    {field.repetitions > 1 && <span className="fine">{t("desk.repeats", { n: field.repetitions })}</span>}
                  </button>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** Text and fields of a message side by side; read only when asked for, because every reading is recorded. */
export function ContentPanel({ id }: { id: string }) {
  const { t } = useSpeech();
  const me = useMe();
  const [asked, setAsked] = useState(false);
  const [chosen, setChosen] = useState<string>();
  const content = useLoad(asked ? `content ${id}` : null, (signal) => desk.content(id, signal));
  const all = useMemo(() => (content.data ? pieces(content.data) : []), [content.data]);
  const whole = may(me, "MESSAGE_BODY");
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t(whole ? "desk.content" : "desk.structure")}</h2>
        {asked && whole && (
          <a className="button" href={api.messageAddress(id)} download>
            {t("desk.download")}
          </a>
        )}
      </div>
      {!asked ? (
        <p>
          <button type="button" className="button" onClick={() => setAsked(true)}>
            <Icon name="eye" />
            {t(whole ? "desk.show" : "desk.showStructure")}
          </button>{" "}
          <span className="fine">{t(whole ? "desk.recorded" : "desk.structureOnly")}</span>
        </p>
      ) : (
        <Shown from={content} rows={6}>
          {(data) => (
            <>
              {data.text !== undefined && !data.charset && <p className="note note-stale"><Icon name="warn" /><span>{t("desk.undecodable")}</span></p>}
              {!data.whole && <p className="note note-quiet"><Icon name="info" /><span>{t("desk.cut")}</span></p>}
              {data.segments.length === 0 && data.text === undefined && <p className="empty">{t("desk.noStructure")}</p>}
              <div className={data.text !== undefined && data.segments.length > 0 ? "side-by-side" : ""}>
                {data.text !== undefined && <Raw content={data} chosen={all.find((piece) => piece.key === chosen)} />}
                {data.segments.length > 0 && <Fields content={data} chosen={chosen} onChoose={setChosen} />}
              </div>
            </>
          )}
        </Shown>
      )}
    </section>
  );
}
