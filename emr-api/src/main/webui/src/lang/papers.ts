import type { NamedValue } from "../api";
import { decimal } from "../format/values";
import { paperCodesEn } from "./paperCodes.en";
import { paperCodesVi } from "./paperCodes.vi";
import { paperFieldsEn } from "./paperFields.en";
import { paperFieldsVi } from "./paperFields.vi";
import type { Language } from ".";

const FIELDS: Record<Language, Record<string, string>> = { vi: paperFieldsVi, en: paperFieldsEn };
const CODES: Record<Language, Record<string, string>> = { vi: paperCodesVi, en: paperCodesEn };

/** Fields that use the list of another. */
const LIST_OF: Record<string, string> = {
  GIOI_TINH_CON: "GIOI_TINH",
  MA_DINH_CHI_THAI: "CO_KHONG",
  SINHCON_PHAUTHUAT: "CO_KHONG",
  SINHCON_DUOI32TUAN: "CO_KHONG",
  VET_THUONG_TP: "CO_KHONG",
  TAI_SU_DUNG: "CO_KHONG",
};

const A_TIME = /NGAY|^GT_THE_|^THOI|^BDDT_ARV$|^NAM_NAM_LIEN_TUC$/;
/** Codes are text: the point in 1.10 is none of a number. */
const NUMBER = /^(CAN_NANG|SO_LUONG|TYLE_|MUC_HUONG)/;
const MONEY = /^(T_|DON_GIA|THANH_TIEN)/;
const WRITTEN = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2}))?(?:\d{2})?$/;

/** The short name of a field; a field nobody has named shows its own. */
export function fieldName(language: Language, field: string): string {
  return FIELDS[language][field] ?? field;
}

/** The words of a code of a field's list; undefined when it has none. */
export function codeWords(language: Language, field: string, code: string): string | undefined {
  const list = CODES[language][LIST_OF[field] ?? field];
  return list?.split(";").find((entry) => entry.startsWith(`${code} `))?.slice(code.length + 1);
}

/** yyyyMMdd[HHmm] as dd/MM/yyyy [HH:mm]; of a birth that is not known exactly only what is known, zeros stand for the rest. */
function written(field: string, text: string): string {
  const [, year, month, day, hour, minute] = WRITTEN.exec(text) ?? [];
  if (!year || !month || !day || Number(month) > 12 || Number(day) > 31 || Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59) return text;
  const date = [day, month, year].filter((part) => Number(part) > 0).join("/");
  const noTime = !hour || (/NGAY_?SINH/.test(field) && hour + minute === "0000");
  return noTime ? date : `${date} ${hour}:${minute}`;
}

/** A value as a person reads it: times, money, the words of codes with the code behind them; several stay several. */
export function fieldValue(language: Language, { name, value }: NamedValue): string {
  if (MONEY.test(name) && /^\d+(\.\d+)?$/.test(value)) return `${Number(value).toLocaleString(language === "vi" ? "vi-VN" : "en-GB")} ₫`;
  const coded = CODES[language][LIST_OF[name] ?? name] !== undefined;
  if (!coded && !A_TIME.test(name)) return NUMBER.test(name) ? decimal(value, language) : value;
  return value
    .split(";")
    .map((part) => part.trim())
    .map((part) => {
      if (!coded) return written(name, part);
      const words = codeWords(language, name, part);
      return words ? `${words} (${part})` : part;
    })
    .join("; ");
}
