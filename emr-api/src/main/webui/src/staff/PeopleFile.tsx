import { useState } from "react";
import { save } from "../client";
import { useDoing } from "../doing";
import { Drawer } from "../frame/Drawer";
import { FileButton } from "../frame/FileButton";
import { ProblemNote } from "../frame/states";
import { Table } from "../frame/Table";
import { useSpeech } from "../lang";
import { told } from "../lang/told";
import { staff, type Choices, type OneTime, type TriedPeople } from "./api";
import { useRoleName } from "./words";

const HEAD = "username,name,facility,departments,roles";

/** A file of this page's own making. */
const csv = (lines: string[]) => new Blob([`\uFEFF${lines.join("\r\n")}\r\n`], { type: "text/csv;charset=utf-8" });

/** User names hold letters, digits and . _ @ - only; a leading one would be calculated by a spreadsheet. */
const cell = (text: string) => (/^[@-]/.test(text) ? `'${text}` : text);

function Faults({ tried }: { tried: TriedPeople }) {
  const { t, code } = useSpeech();
  return (
    <>
      <p className="bad" role="alert">{t("people.faults", { n: tried.faults.length })}</p>
      <Table label={t("people.wrong")} columns={["codes.line", "codes.column", "codes.wrong"]} of={tried.faults} look="compact">
        {(fault, i) => (
          <tr key={i}>
            <th scope="row" className="num">{fault.line}</th>
            <td className="mono">{fault.column}</td>
            <td>{code("wrongPerson", fault.wrong)}</td>
          </tr>
        )}
      </Table>
    </>
  );
}

function Preview({ tried, choices }: { tried: TriedPeople; choices: Choices }) {
  const { t } = useSpeech();
  const roleName = useRoleName(choices.roles);
  return (
    <>
      <p>{t("people.tried", { n: tried.people.length })}</p>
      <Table label={t("people.preview")} columns={["staff.name", "sign.user", "staff.departments", "staff.role"]} of={tried.people}>
        {(person) => (
          <tr key={person.line}>
            <th scope="row">{person.name}</th>
            <td className="mono" data-label={t("sign.user")}>{person.username}</td>
            <td data-label={t("staff.departments")}>{person.departments.join(", ") || t("app.none")}</td>
            <td data-label={t("staff.role")}>{person.roles.map(roleName).join(", ") || t("staff.noRole")}</td>
          </tr>
        )}
      </Table>
    </>
  );
}

function Made({ made }: { made: OneTime[] }) {
  const { t } = useSpeech();
  return (
    <div className="note note-good" role="status">
      <div>
        <p>{t("people.made", { n: made.length })}</p>
        <p><button type="button" className="button primary" onClick={() => save("mat-khau-mot-lan.csv", csv(["username,password", ...made.map((one) => `${cell(one.username)},${one.password}`)]))}>{t("people.passwords")}</button></p>
      </div>
    </div>
  );
}

interface Props {
  choices: Choices;
  onMade: () => void;
  onClose: () => void;
}

/** The people of the hospital as a file: tried first, then taken whole or not at all. */
export function PeopleFile({ choices, onMade, onClose }: Props) {
  const { t, language } = useSpeech();
  const { busy, problem, run } = useDoing();
  const [file, setFile] = useState<File>();
  const [tried, setTried] = useState<TriedPeople>();
  const [made, setMade] = useState<OneTime[]>();
  const choose = (chosen: File) => {
    setFile(chosen);
    setTried(undefined);
    void run(async () => setTried(await staff.tryPeople(chosen)));
  };
  const load = () =>
    void run(async () => {
      setMade(await staff.loadPeople(file!));
      onMade();
    });
  return (
    <Drawer kind="sheet" title={t("people.title")} onClose={onClose}>
      {made ? (
        <Made made={made} />
      ) : (
        <div className="spaced">
          <p>{t("people.intro")}</p>
          <p className="buttons">
            <FileButton label={t("people.choose")} accept=".csv,text/csv" disabled={busy} onChoose={choose} />
            <button type="button" className="button" onClick={() => save("nhan-su-mau.csv", csv([HEAD, "nv.a,Nguyễn Văn A,,NOI HSCC,DOCTOR"]))}>{t("people.sample")}</button>
          </p>
          {file && <p className="fine">{file.name}</p>}
          {problem && <ProblemNote problem={problem} />}
          {problem?.body.fields && <p className="mono">{problem.body.fields.map((field) => told(String(field), language)).join(" · ")}</p>}
          {tried && (tried.faults.length > 0 ? <Faults tried={tried} /> : <Preview tried={tried} choices={choices} />)}
          {tried?.faults.length === 0 && <button type="button" className="button primary" disabled={busy} onClick={load}>{t(busy ? "people.loading" : "people.load")}</button>}
        </div>
      )}
    </Drawer>
  );
}
