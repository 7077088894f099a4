import { moment } from "../format/time";
import { Table } from "../frame/Table";
import { useSpeech } from "../lang";
import type { OpenSheet } from "./api";

interface Props {
  opened: OpenSheet;
  /** The one that is looked at. */
  shown: number;
  onShow: (version: number) => void;
}

/** Every version of a sheet: who wrote it, when and why; each can be looked at as it was. */
export function Versions({ opened, shown, onShow }: Props) {
  const { t, code } = useSpeech();
  const versions = [...(opened.versions ?? [])].sort((a, b) => b.version - a.version);
  if (versions.length === 0) return null;
  return (
    <details className="card versions">
      <summary>{t("sheet.versions", { n: versions.length })}</summary>
      <Table columns={["sheet.version", "sheet.versionAt", "sheet.versionBy", "sheet.versionState", "sheet.reason", undefined]} of={versions} label={t("sheet.versionsTitle")}>
        {(one) => (
          <tr key={one.version}>
            <th scope="row">{one.version}</th>
            <td className="num">{moment(one.at)}</td>
            <td>{one.by}</td>
            <td>{code("sheetStatus", one.status)}</td>
            <td className="wrap">{one.reason}</td>
            <td>
              {one.version === shown ? <span className="fine">{t("sheet.versionShown")}</span> : <button type="button" className="button" aria-label={`${t("sheet.versionSee")} ${one.version}`} onClick={() => onShow(one.version)}>{t("sheet.versionSee")}</button>}
            </td>
          </tr>
        )}
      </Table>
    </details>
  );
}
