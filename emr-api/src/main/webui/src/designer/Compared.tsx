import { labelOf } from "../forms/answers";
import type { Item } from "../forms/form";
import { Empty } from "../frame/states";
import type { Definition } from "./api";
import { differences } from "./tree";
import { useWords } from "./words";

const HEAD = ["title", "titleEn", "kind", "group", "classes", "mandatory", "once", "handedOut", "landscape", "signers"] as const;

const said = (value: unknown): string => (value === undefined ? "–" : typeof value === "string" ? value : JSON.stringify(value));

/** What this version says otherwise than the one it was copied from. */
export function Compared({ before, now }: { before: Definition; now: Definition }) {
  const { t, code, language } = useWords();
  const head = HEAD.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(now[name]));
  const items = differences(before, now);
  const old = (linkId: string): Item | undefined => {
    const all = (list: Item[]): Item[] => list.flatMap((one) => [one, ...all(one.item ?? [])]);
    return all(before.item).find((one) => one.linkId === linkId);
  };
  if (head.length + items.length === 0) return <Empty>{t("designer.same")}</Empty>;
  return (
    <section aria-label={t("designer.compared")}>
      <p className="fine">{t("designer.comparedWith", { version: `${before.code} ${before.version}` })}</p>
      <ul className="plain designer-changes">
        {head.map((name) => (
          <li key={name} className="change-CHANGED"><strong>{code("headName", name.toUpperCase())}</strong>: <span className="was">{said(before[name])}</span> → {said(now[name])}</li>
        ))}
        {items.map(({ kind, item, properties }) => (
          <li key={item.linkId} className={`change-${kind}`}>
            <span className="chip">{code("changeKind", kind)}</span> <strong>{labelOf(item, language).trim() || item.linkId}</strong> <span className="fine">{item.linkId}</span>
            {properties.length > 0 && (
              <ul className="plain">
                {properties.map((name) => <li key={name}>{code("propertyName", name.toUpperCase())}: <span className="was">{said(old(item.linkId)?.[name])}</span> → {said(item[name])}</li>)}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
