import { useState } from "react";
import { day, moment } from "../format/time";
import { whole } from "../format/values";
import { Shown } from "../frame/states";
import { Table } from "../frame/Table";
import { useSpeech, type Key } from "../lang";
import { useLoad } from "../load";
import { NewKey, ReplaceKey, RevokeKey } from "./KeyForms";
import { KeySheet } from "./KeySheet";
import { keys, type MadeKey, type SourceKey } from "./keys";

type Act = { what: "new" } | { what: "replace" | "revoke"; key: SourceKey };

const MARKS: Record<SourceKey["state"], string> = { VALID: "FRESH", ENDING: "STALE", NOT_YET: "SILENT", EXPIRED: "FAILING", REVOKED: "SILENT" };

function State({ of }: { of: SourceKey }) {
  const { t, code } = useSpeech();
  const over = of.state === "EXPIRED" || of.state === "REVOKED";
  return (
    <>
      <span className={`dot dot-${MARKS[of.state]}`} aria-hidden="true" />
      {code("keyState", of.state)}
      {of.state === "REVOKED" ? (
        <span className="fine block">{t("key.revokedBy", { at: moment(of.revokedAt), by: of.revokedBy ?? "", why: of.revokedBecause ?? "" })}</span>
      ) : (
        <span className={`${of.state === "ENDING" ? "key-ending" : "fine"} block`}>{t(over ? "key.ended" : "key.ends", { at: over || of.replacedBy ? moment(of.expiresAt) : day(of.expiresAt) })}</span>
      )}
      {of.state === "NOT_YET" && <span className="fine block">{t("key.from", { at: moment(of.validFrom) })}</span>}
      {of.replacedBy && of.state !== "REVOKED" && <span className="fine block">{t("key.replaced")}</span>}
    </>
  );
}

function Used({ of }: { of: SourceKey }) {
  const { t, language } = useSpeech();
  return (
    <>
      {of.lastUsedAt ? moment(of.lastUsedAt) : t("key.neverUsed")}
      {of.refusedAt && (
        <span className={`${of.refusedAt > (of.lastUsedAt ?? "") ? "bad" : "fine"} block`}>
          {t("key.refused", { n: whole(of.refusals, language), at: moment(of.refusedAt), from: of.refusedFrom ?? t("app.none") })}{" "}
          {t(`keyRefused.${of.refusedBecause}` as Key)}
        </span>
      )}
    </>
  );
}

function Row({ of, onAct }: { of: SourceKey; onAct: (act: Act) => void }) {
  const { t } = useSpeech();
  const works = of.state === "VALID" || of.state === "ENDING";
  return (
    <tr className={of.state === "REVOKED" || of.state === "EXPIRED" ? "key-over" : undefined}>
      <th scope="row">
        {of.name}
        {of.ending && <span className="mono fine block">emrs_…{of.ending}</span>}
      </th>
      <td data-label={t("key.state")}><State of={of} /></td>
      <td data-label={t("key.may")}>
        <ul className="plain">
          {of.scopes.map((scope) => (
            <li key={scope}>{t(`keyScope.${scope}` as Key)}</li>
          ))}
        </ul>
      </td>
      <td data-label={t("key.lastUsed")}><Used of={of} /></td>
      <td data-label={t("key.addresses")} className={of.addresses ? "mono wrap" : "fine"}>{of.addresses ?? t("key.addressesOfSource")}</td>
      <td>
        <div className="buttons">
          {works && !of.replacedBy && (
            <button type="button" className="button" aria-label={`${t("key.replace")} ${of.name}`} onClick={() => onAct({ what: "replace", key: of })}>
              {t("key.replace")}
            </button>
          )}
          {(works || of.state === "NOT_YET") && (
            <button type="button" className="button" aria-label={`${t("key.revoke")} ${of.name}`} onClick={() => onAct({ what: "revoke", key: of })}>
              {t("key.revoke")}
            </button>
          )}
        </div>
      </td>
    </tr>
  );
}

/** The keys of one sender: how they stand, and what can be done about them. */
export function KeyPanel({ id }: { id: string }) {
  const { t } = useSpeech();
  const list = useLoad(`keys ${id}`, (signal) => keys.of(id, signal));
  const [act, setAct] = useState<Act>();
  const [made, setMade] = useState<MadeKey>();
  const close = () => setAct(undefined);
  const shown = (key: MadeKey) => {
    close();
    setMade(key);
  };
  const done = () => {
    close();
    list.reload();
  };
  return (
    <section className="card table-card source-keys" aria-label={t("key.title")}>
      <div className="card-head">
        <h2>{t("key.title")}</h2>
        <button type="button" className="button" onClick={() => setAct({ what: "new" })}>{t("key.new")}</button>
      </div>
      <Shown from={list} rows={2}>
        {(all) =>
          all.length === 0 ? (
            <p className="fine card-text">{t("key.none")}</p>
          ) : (
            <Table label={t("key.title")} columns={["key.name", "key.state", "key.may", "key.lastUsed", "key.addresses", "key.acts"]} of={all}>
              {(one) => <Row key={one.id} of={one} onAct={setAct} />}
            </Table>
          )
        }
      </Shown>
      {act?.what === "new" && <NewKey source={id} onClose={close} onMade={shown} />}
      {act?.what === "replace" && <ReplaceKey source={id} old={act.key} onClose={close} onMade={shown} />}
      {act?.what === "revoke" && <RevokeKey source={id} old={act.key} onClose={close} onDone={done} />}
      {made && (
        <KeySheet
          credential={made.credential}
          onClose={() => {
            setMade(undefined);
            list.reload();
          }}
        />
      )}
    </section>
  );
}
