import { useState } from "react";
import { Shown } from "../frame/states";
import { useLoad } from "../load";
import { staff, type Person } from "../staff/api";
import { useWords } from "./words";

/** Finds an account by a part of its name; the one chosen stays in sight. */
export function AccountChoice({ chosen, onChoose }: { chosen?: Person; onChoose: (person: Person) => void }) {
  const { t } = useWords();
  const [typed, setTyped] = useState("");
  const text = typed.trim();
  const found = useLoad(`accounts ${text}`, (signal) => staff.people({ text, role: "", department: "" }, undefined, signal));
  return (
    <>
      <label>
        {t("account.find")}
        <input type="search" value={typed} maxLength={80} autoComplete="off" onChange={({ target }) => setTyped(target.value)} />
      </label>
      <fieldset className="choosing">
        <legend>{t("account.who")}</legend>
        <Shown from={found} rows={3}>
          {({ people, next }) => {
            const others = people.filter(({ id, enabled }) => enabled && id !== chosen?.id);
            return (
              <>
                {!chosen && others.length === 0 && <p className="fine" role="status">{t("account.none")}</p>}
                {[...(chosen ? [chosen] : []), ...others].map((one) => (
                  <label key={one.id} className="check">
                    <input type="radio" name="account" checked={one.id === chosen?.id} onChange={() => onChoose(one)} />
                    <span><strong>{one.displayName}</strong> <span className="fine">{[one.username, ...one.departments].join(" · ")}</span></span>
                  </label>
                ))}
                {next && <p className="fine">{t("account.more")}</p>}
              </>
            );
          }}
        </Shown>
      </fieldset>
    </>
  );
}
