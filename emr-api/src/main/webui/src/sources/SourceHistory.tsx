import { useState } from "react";
import { moment } from "../format/time";
import { Empty, Shown } from "../frame/states";
import { Table } from "../frame/Table";
import { dictionaries, useSpeech, type Key } from "../lang";
import { useLoad } from "../load";
import { senders } from "./api";
import { GROUPS } from "./fields";
import { labelKey } from "./SourceFields";

interface Part {
  name: string;
  before?: string;
  after: string;
}

/** `{order-version=2.5.1, order-tries=10}` as its parts; undefined for what is not such a map, or was cut. */
function mapOf(text: string): Map<string, string> | undefined {
  if (text === "-" || text === "{}") return new Map();
  if (!/^\{.*\}$/s.test(text)) return undefined;
  const parts = text.slice(1, -1).split(/, (?=[\w.-]+=)/);
  return new Map(parts.map((part) => [part.slice(0, part.indexOf("=")), part.slice(part.indexOf("=") + 1)]));
}

/** The settings of one product, each by itself. */
function opened(part: Part): Part[] {
  const before = part.name === "settings" ? mapOf(part.before ?? "-") : undefined;
  const after = part.name === "settings" ? mapOf(part.after) : undefined;
  if (!before || !after) return [part];
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((name) => before.get(name) !== after.get(name))
    .map((name) => ({ name: `settings.${name}`, before: before.get(name) ?? "-", after: after.get(name) ?? "-" }));
}

/** `door: lis -> his; plainText: false -> true`, taken apart; a text cut in the middle stays as it is. */
export function changesOf(text: string): Part[] {
  return text.split(/; (?=[a-zA-Z ]+: )/).flatMap((part) => {
    const found = /^([a-zA-Z ]+): (.*) -> (.*)$/s.exec(part) ?? /^([a-zA-Z ]+): ()(.*)$/s.exec(part);
    return found ? opened({ name: found[1]!, before: found[2] || undefined, after: found[3]! }) : [{ name: "", after: part }];
  });
}

/** What the trace writes for values that have words. */
const SAID: Record<string, Key> = { "-": "app.none", true: "source.yes", false: "source.no", new: "source.made" };

/** Where a setting is one of a few, the words of each. */
const CHOICES = new Map(
  GROUPS.flatMap((group) => group.fields).flatMap(({ name, control }) => (control.as === "choice" ? [[name as string, control.group] as const] : [])),
);

/** Where the name of a product's setting has another meaning on its own. */
const LABELS = new Map(
  GROUPS.flatMap((group) => group.fields).flatMap(({ name, label }) => (label && name.startsWith("settings.") ? [[name as string, label] as const] : [])),
);

function Changes({ text }: { text: string }) {
  const { t, code } = useSpeech();
  const words = (name: string) => {
    const key = labelKey(LABELS.get(name) ?? name);
    return key in dictionaries.vi ? t(key) : name.replace("settings.", "");
  };
  const value = (name: string, text: string) => {
    if (Object.hasOwn(SAID, text)) return t(SAID[text]!);
    const group = CHOICES.get(name);
    return group ? code(group, text) : text;
  };
  return (
    <ul className="plain">
      {changesOf(text).map((one, i) => (
        <li key={i} className="wrap">
          {one.name && <strong>{words(one.name)}: </strong>}
          {one.before && one.before !== "-" && (
            <>
              <del>{value(one.name, one.before)}</del> →{" "}
            </>
          )}
          {value(one.name, one.after)}
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
              <Table columns={["message.at", "message.actor", "message.event", "source.changes"]} of={all}>
                {(one, i) => (
                  <tr key={i}>
                    <td className="num">{moment(one.at)}</td>
                    <td>{one.by}</td>
                    <td>{t(`sourceChange.${one.what}` as Key)}</td>
                    <td className="whole">
                      <Changes text={one.changes} />
                    </td>
                  </tr>
                )}
              </Table>
            )
          }
        </Shown>
      )}
    </section>
  );
}
