import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from "react";
import type { PatientRow } from "../api";
import { useSpeech } from "../lang";
import { go } from "../route";
import { day } from "../format/time";
import { ageOf, placeOf } from "../chart/words";
import { Icon } from "./Icon";
import { useFinder } from "./useFinder";

export const openPatient = (row: PatientRow) => go({ page: "patient", id: row.id, section: "overview" });

interface Props {
  text?: string;
  onText?: (text: string) => void;
  onEnter?: () => void;
}

/** The box in the top bar: type, arrows, Enter. On the patients page it hands the text to the list there. */
export function SearchBox({ onText, onEnter, text: given }: Props) {
  const speech = useSpeech();
  const { t, code } = speech;
  const [own, setOwn] = useState("");
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<{ among: PatientRow[]; at: number }>({ among: [], at: 0 });
  const input = useRef<HTMLInputElement>(null);
  const list = useId();
  const text = given ?? own;
  const popup = !onText;
  const enter = (row: PatientRow) => {
    setOpen(false);
    setOwn("");
    input.current?.blur();
    openPatient(row);
  };
  const finder = useFinder(text, undefined, popup && open, enter);

  useLayoutEffect(() => {
    const focus = () => {
      input.current?.focus();
      input.current?.select();
    };
    window.addEventListener("emr-find", focus);
    return () => window.removeEventListener("emr-find", focus);
  }, []);
  // Belongs to the rows it was made among: a key pressed while an answer comes in is not undone by it later.
  const at = chosen.among === finder.rows ? chosen.at : 0;
  const choose = (next: (now: number) => number) =>
    setChosen((was) => ({ among: finder.rows, at: next(was.among === finder.rows ? was.at : 0) }));

  const key = (event: KeyboardEvent) => {
    if (!popup) {
      if (event.key === "Enter") onEnter?.();
      if (event.key === "ArrowDown") {
        event.preventDefault();
        document.querySelector<HTMLElement>("[data-row] a")?.focus();
      }
      if (event.key === "Escape") onText?.("");
      return;
    }
    const moves: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves) {
      event.preventDefault();
      setOpen(true);
      choose((n) => Math.max(0, Math.min(finder.rows.length - 1, n + moves[event.key]!)));
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (open) finder.pick(at);
    } else if (event.key === "Escape") {
      setOpen(false);
    }
  };
  const showing = popup && open;

  return (
    <div className="search" role="search">
      <Icon name="search" />
      <input
        ref={input}
        type="search"
        value={text}
        placeholder={t("find.short")}
        aria-label={`${t("find.label")}: ${t("find.hint")}`}
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        {...(popup && {
          role: "combobox",
          "aria-expanded": showing,
          "aria-controls": list,
          "aria-autocomplete": "list" as const,
          "aria-activedescendant": showing && finder.rows[at] ? `${list}-${at}` : undefined,
        })}
        onChange={(event) => {
          setOwn(event.target.value);
          onText?.(event.target.value);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={key}
      />
      <kbd aria-hidden="true">/</kbd>
      {showing && (
        <div className="search-popup">
          <p className="fine" role="status">
            {finder.loading ? t("app.loading") : finder.ward ? t("find.ward") : t("find.found")}
            {!finder.loading && finder.rows.length === 0 && ` · ${t(finder.ward ? "find.noneWard" : "find.none")}`}
          </p>
          <ul id={list} role="listbox" aria-label={t("find.found")}>
            {finder.rows.slice(0, 12).map((row, i) => (
              <li
                key={row.id}
                id={`${list}-${i}`}
                role="option"
                aria-selected={i === at}
                onPointerDown={(event) => {
                  event.preventDefault();
                  enter(row);
                }}
                onPointerEnter={() => choose(() => i)}
              >
                <span className="person">{row.name ?? t("chart.noName")}</span>
                <span className="fine">
                  {[code("sex", row.sex), day(row.birth), ageOf(row, speech.language), row.patientNumber, placeOf(row.stay, t)]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
