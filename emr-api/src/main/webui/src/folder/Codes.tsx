import { useSpeech } from "../lang";
import { paperCodesEn } from "../lang/paperCodes.en";
import { paperCodesVi } from "../lang/paperCodes.vi";

interface Props {
  field: "MA_LOAI_RV" | "KET_QUA_DTRI";
  label: string;
  value: string;
  onChange: (code: string) => void;
}

/** How a treatment ended, in the codes of the claim papers. */
export function Codes({ field, label, value, onChange }: Props) {
  const { t, language } = useSpeech();
  const list = (language === "vi" ? paperCodesVi : paperCodesEn)[field]!.split(";");
  return (
    <label>
      {label}
      <select value={value} onChange={(e) => onChange(e.target.value)}>
        <option value="">{t("folder.notSaid")}</option>
        {list.map((entry) => {
          const [code = "", ...words] = entry.split(" ");
          return <option key={code} value={code}>{words.join(" ")}</option>;
        })}
      </select>
    </label>
  );
}
