import { Fragment, type ReactNode } from "react";
import type { Coded, NamedValue, Told, When } from "../api";
import { day, dayKey, millis, moment, time } from "../format/time";
import { decimal } from "../format/values";
import { Listing } from "../frame/Table";
import { useSpeech, type Key, type Language } from "../lang";
import { codeWords, fieldName, fieldValue } from "../lang/papers";
import { rowKeys } from "../pages/HomePage";
import { byDay } from "./treatment";

/** Where the parts of the section are: whose chart, and how its departments are called. */
export interface Place {
  patientId: string;
  departmentOf: (code: string | undefined) => string | undefined;
}

/** What a person reads of a code: its words in our lists, as sent, else the code. */
export function shown(coded: Coded | undefined, language: Language): string | undefined {
  if (!coded) return undefined;
  return (coded.system && coded.code && codeWords(language, coded.system, coded.code)) || coded.text || coded.code;
}

export function amount(quantity: number | undefined, unit: string | undefined, language: Language): string {
  return [quantity !== undefined && decimal(String(quantity), language), unit].filter(Boolean).join(" ");
}

interface DaysProps<D> {
  items: Told<D>[];
  when: (details: D) => When | undefined;
  none: Key;
  label: string;
  columns: (Key | [Key, "right" | "large-only"])[];
  children: (item: Told<D>) => ReactNode;
}

/** A table with a line for each day above what was done on it. */
export function Days<D>({ items, when, none, label, columns, children }: DaysProps<D>) {
  const { t } = useSpeech();
  const days = [...byDay(items, when)];
  const first = new Map(days.map(([key, list]) => [list[0]!.id, key === "" ? t("timeline.undated") : day(when(list[0]!.details))]));
  return (
    <Listing none={none} label={label} onKeyDown={rowKeys} columns={columns} of={days.flatMap(([, list]) => list)}>
      {(item) => (
        <Fragment key={item.id}>
          {first.has(item.id) && (
            <tr className="day-row">
              <th scope="colgroup" colSpan={columns.length}>{first.get(item.id)}</th>
            </tr>
          )}
          {children(item)}
        </Fragment>
      )}
    </Listing>
  );
}

/** Named times one under the other: the clock alone on the day the row stands under, else with its date. */
export function Times({ under, of }: { under: When | undefined; of: [Key, When | undefined][] }) {
  const { t } = useSpeech();
  const dayOf = (when: When | undefined) => (millis(when) === undefined ? "" : dayKey(millis(when)!));
  return of.map(([key, when]) => {
    const words = dayOf(when) === dayOf(under) ? time(when) : moment(when);
    return words && <span key={key} className="block"><span className="fine">{t(key)}</span> {words}</span>;
  });
}

const LONG = 80;

/** Fields under their sender's names, each with a short name for people; long texts take the whole width. */
export function Fields({ of }: { of: readonly NamedValue[] }) {
  const { language } = useSpeech();
  return (
    <dl className="facts named-fields">
      {of
        .filter((field) => field.value.trim() !== "")
        .map((field, i) => (
          <div key={i} className={field.value.length > LONG || field.value.includes("\n") ? "whole" : ""}>
            <dt title={field.name}>{fieldName(language, field.name)}</dt>
            <dd>{fieldValue(language, field)}</dd>
          </div>
        ))}
    </dl>
  );
}

/** What was said beside the rest. */
export function More({ of = [] }: { of?: NamedValue[] }) {
  const { t } = useSpeech();
  if (of.length === 0) return null;
  return (
    <section>
      <h3>{t("treatment.besides")}</h3>
      <Fields of={of} />
    </section>
  );
}
