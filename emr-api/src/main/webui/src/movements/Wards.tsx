import { useState } from "react";
import { matches } from "../forms/found";
import { Shown } from "../frame/states";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { movementApi } from "./api";

interface Props {
  patientId: string;
  encounterId: string;
  chosen: string;
  /** Of a transfer that is said otherwise: the patient is there by it. */
  old?: string;
  onChoose: (departmentId: string) => void;
}

/** The departments somebody can go to, found by a part of the name or the code; the chosen one stays in sight. */
export function Wards({ patientId, encounterId, chosen, old, onChoose }: Props) {
  const { t } = useSpeech();
  const [typed, setTyped] = useState("");
  const wards = useLoad(`wards ${encounterId}`, (signal) => movementApi.wards(patientId, encounterId, signal));
  return (
    <Shown from={wards} rows={4}>
      {(all) => {
        const others = all.filter((one) => !one.here || one.id === old);
        const found = others.filter((one) => one.id === chosen || matches(`${one.code} ${one.name}`, typed));
        return (
          <>
            <label>
              {t("movement.find")}
              <input type="search" value={typed} maxLength={100} autoComplete="off" autoFocus={!old} onChange={({ target }) => setTyped(target.value)} />
            </label>
            <fieldset className="choosing colleagues">
              <legend>{t("movement.to")}</legend>
              <p className="hidden-text" role="status">{t("movement.found", { n: found.length })}</p>
              {found.length === 0 && <p className="fine">{t("movement.noWard")}</p>}
              {found.map((one) => (
                <label key={one.id} className="check">
                  <input type="radio" name="ward" checked={one.id === chosen} onChange={() => onChoose(one.id)} />
                  <span>
                    {one.name} <span className="code">{one.code}</span>
                  </span>
                </label>
              ))}
            </fieldset>
          </>
        );
      }}
    </Shown>
  );
}
