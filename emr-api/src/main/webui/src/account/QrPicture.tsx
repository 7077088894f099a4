import { useSpeech } from "../lang";

/** Scanners want four light squares around. */
const MARGIN = 4;

/** A QR code from its rows, drawn here so that the secret goes to nobody else. @param label of a picture that is not of an authenticator */
export function QrPicture({ rows, label }: { rows: string[]; label?: string }) {
  const { t } = useSpeech();
  const size = rows.length + 2 * MARGIN;
  const dark = rows
    .flatMap((row, y) => [...row].map((module, x) => (module === "1" ? `M${x + MARGIN} ${y + MARGIN}h1v1h-1z` : "")))
    .join("");
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label ?? t("factor.picture")} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={dark} fill="#000" />
    </svg>
  );
}
