import { useState } from "react";
import { moment } from "../format/time";
import { Empty, Shown } from "../frame/states";
import { dictionaries, useSpeech, type Key } from "../lang";
import { useLoad } from "../load";
import { senders } from "./api";
import { labelKey } from "./SourceFields";

/** `door: lis -> his; plainText: false -> true`, taken apart; a text cut in the middle stays as it is. */
export function changesOf(text: string): { name: string; before?: string; after: string }[] {
  return text.split(/; (?=[a-zA-Z ]+: )/).map((part) => {
    const found = /^([a-zA-Z ]+): (.*) -> (.*)$/s.exec(part) ?? /^([a-zA-Z ]+): ()(.*)$/s.exec(part);
    return found ? { name: found[1]!, before: found[2] || undefined, after: found[3]! } : { name: "", after: part };
  });
}

/** What the trace writes for values that have words. */
const SAID: Record<string, Key> = { "-": "app.none", true: "source.yes", false: "source.no", new: "source.made" };

function Changes({ text }: { text: string }) {
  const { t } = useSpeech();
  const words = (name: string) => (labelKey(name) in dictionaries.vi ? t(labelKey(name)) : name);
  const value = (text: string) => (Object.hasOwn(SAID, text) ? t(SAID[text]!) : text);
  return (
    <ul className="plain">
      {changesOf(text).map((one, i) => (
        <li key={i} className="wrap">
          {one.name && <strong>{words(one.name)}: </strong>}
          {one.before && one.before !== "-" && (
            <>
              <del>{value(one.before)}</del> →{" "}
            </>
          )}
          {value(one.after)}
        </li>
      ))}
    </ul>
  );
}

/** Who changed this sender; read only when asked for, because the reading is recorded. */
export function SourceHistory({ id }: { id: string }) {
  const { t } = useSpeech();
  const [asked, setAsked] = useState(false);
  const history = useLoad(asked ? `history ${id}` : null, (signal) => senders.history(id, signal));
  return (
    <section className="card">
      <h2>{t("source.history")}</h2>
      {!asked ? (
        <p>
          <button type="button" className="button" onClick={() => setAsked(true)}>
            {t("source.historyShow")}
          </button>{" "}
          <span className="fine">{t("desk.recorded")}</span>
        </p>
      ) : (
        <Shown from={history} rows={3}>
          {(all) =>
            all.length === 0 ? (
              <Empty>{t("source.historyNone")}</Empty>
            ) : (
              <table className="rows stacked">
                <thead>
                  <tr>
                    <th scope="col">{t("message.at")}</th>
                    <th scope="col">{t("message.actor")}</th>
                    <th scope="col">{t("message.event")}</th>
                    <th scope="col">{t("source.changes")}</th>
                  </tr>
                </thead>
                <tbody>
                  {all.map((one, i) => (
                    <tr key={i}>
                      <td className="num">{moment(one.at)}</td>
                      <td>{one.by}</td>
                      <td>{t(`sourceChange.${one.what}` as Key)}</td>
                      <td className="whole">
                        <Changes text={one.changes} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )
          }
        </Shown>
      )}
    </section>
  );
}
