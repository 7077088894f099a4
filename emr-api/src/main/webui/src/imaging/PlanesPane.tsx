import { useEffect, useRef, useState } from "react";
import { useSpeech, type Key } from "../lang";
import type { Slice } from "./content";
import { PLANES, type Panes, type Plane } from "./engine";

/** Three planes cut through one series (multiplanar reconstruction). */
export function PlanesPane({ panes, slices }: { panes: Panes; slices: Slice[] }) {
  const { t } = useSpeech();
  const boxes = useRef<Partial<Record<Plane, HTMLDivElement | null>>>({});
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    PLANES.forEach((plane) => panes.openPlane(plane, boxes.current[plane]!));
    panes.cut(slices).catch(() => setFailed(true));
    return () => PLANES.forEach((plane) => panes.close(plane));
  }, [panes, slices]);
  return (
    <div className="planes">
      {PLANES.map((plane) => (
        <figure key={plane} className="pane">
          <div ref={(box) => void (boxes.current[plane] = box)} className="pane-image" data-pane={plane} onContextMenu={(event) => event.preventDefault()} />
          <figcaption>{t(`imaging.plane.${plane}` as Key)}</figcaption>
        </figure>
      ))}
      {failed && (
        <p className="pane-failed" role="alert">
          {t("imaging.failed")}
        </p>
      )}
    </div>
  );
}
