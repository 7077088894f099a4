import { useState } from "react";
import { useDoing } from "../doing";
import { typedDay } from "../format/typed";
import { day } from "../format/time";
import { DateField } from "../frame/DateField";
import { Drawer } from "../frame/Drawer";
import { ProblemNote, Shown } from "../frame/states";
import { Listing } from "../frame/Table";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { go, Link } from "../route";
import { destructions, MOST, type Destruction, type LeftOut } from "./api";

/** What was not listed, each with the reason, and the way to what was. */
function Begun({ destruction, leftOut }: { destruction?: Destruction; leftOut: LeftOut[] }) {
  const { t, code } = useSpeech();
  return (
    <div className="order-form">
      <p role="status">
        {t(destruction ? "destruction.listedSome" : "destruction.listedNone", { n: leftOut.length })}{" "}
        {destruction && <Link to={{ page: "destructions", id: destruction.id }}>{t("destruction.open")}</Link>}
      </p>
      <Listing none="destruction.none" columns={["destruction.archiveNumber", "destruction.why"]} of={leftOut}>
        {(one) => (
          <tr key={one.folder}>
            <th scope="row" className="num">{one.archiveNumber ?? t("app.none")}</th>
            <td>{code("destructionWhy", one.reason)}</td>
          </tr>
        )}
      </Listing>
    </div>
  );
}

/** Chooses archived records whose shortest term is over, and lists those that may be destroyed. */
export function Choose({ onClose }: { onClose: () => void }) {
  const { t, code } = useSpeech();
  const doing = useDoing();
  const [typed, setTyped] = useState("");
  const [ground, setGround] = useState("");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [begun, setBegun] = useState<{ destruction?: Destruction; leftOut: LeftOut[] }>();
  const from = typedDay(typed);
  const found = useLoad(`destruction candidates ${from ?? ""}`, (signal) => destructions.candidates(from, signal));
  const put = (ids: string[]) => setChosen(new Set(ids));
  const toggle = (id: string) => put(chosen.has(id) ? [...chosen].filter((one) => one !== id) : [...chosen, id]);
  const begin = () =>
    void doing.run(async () => {
      const next = await destructions.begin(ground.trim(), [...chosen]);
      if (next.destruction && next.leftOut.length === 0) go({ page: "destructions", id: next.destruction.id });
      else setBegun({ ...next, leftOut: next.leftOut.map((one) => ({ ...one, archiveNumber: found.data?.folders.find(({ id }) => id === one.folder)?.archiveNumber })) });
    });
  return (
    <Drawer wide title={t("destruction.begin")} onClose={onClose}>
      {begun ? (
        <Begun {...begun} />
      ) : (
        <form className="order-form" onSubmit={(event) => { event.preventDefault(); begin(); }}>
          <p className="fine">{t("destruction.which", { n: MOST })}</p>
          <label>{t("destruction.ground")}<input required value={ground} maxLength={500} autoComplete="off" onChange={(e) => setGround(e.target.value)} /></label>
          <DateField label="folders.from" value={typed} onChange={(next) => { setTyped(next); put([]); }} />
          <Shown from={found} rows={5}>
            {({ folders }) => (
              <>
                {folders.length > 0 && (
                  <div className="buttons">
                    <button type="button" className="button" onClick={() => put(folders.slice(0, MOST).map(({ id }) => id))}>{t("destruction.chooseFirst", { n: Math.min(MOST, folders.length) })}</button>
                    <span className="fine" role="status">{t("destruction.chosen", { n: chosen.size })}</span>
                  </div>
                )}
                <Listing none="destruction.noCandidates" columns={["destruction.archiveNumber", "destruction.kind", "folder.opened", "folder.ended"]} of={folders}>
                  {(one) => (
                    <tr key={one.id}>
                      <th scope="row"><label className="check num"><input type="checkbox" checked={chosen.has(one.id)} onChange={() => toggle(one.id)} /> {one.archiveNumber ?? t("app.none")}</label></th>
                      <td data-label={t("destruction.kind")}>{code("class", one.treatment)}</td>
                      <td className="num" data-label={t("folder.opened")}>{day(one.admitted)}</td>
                      <td className="num" data-label={t("folder.ended")}>{day(one.ended)}</td>
                    </tr>
                  )}
                </Listing>
              </>
            )}
          </Shown>
          {doing.problem && <ProblemNote problem={doing.problem} />}
          <div className="buttons">
            <button type="submit" className="button primary" disabled={doing.busy || ground.trim().length < 3 || chosen.size === 0 || chosen.size > MOST}>{t("destruction.list")}</button>
          </div>
        </form>
      )}
    </Drawer>
  );
}
