import { createContext, useContext, useEffect, useId, useRef, type ReactNode } from "react";
import { useSpeech } from "../lang";
import { Icon } from "./Icon";

/** Who the page under the layer is about; a layer over a chart repeats it. */
export const AboutWhom = createContext<string | undefined>(undefined);

interface Props {
  title: ReactNode;
  onClose: () => void;
  children: ReactNode;
  /** A sheet sits in the middle; a drawer leaves the page beside it in view. */
  kind?: "drawer" | "sheet";
  /** Room for a page of paper. */
  wide?: boolean;
}

/** A layer on top. Escape closes it and the focus goes back to where it came from. */
export function Drawer({ title, onClose, children, kind = "drawer", wide = false }: Props) {
  const { t } = useSpeech();
  const box = useRef<HTMLDialogElement>(null);
  const whom = useContext(AboutWhom);
  const heading = useId();
  const close = useRef(onClose);
  close.current = onClose;

  useEffect(() => {
    const element = box.current!;
    const before = document.activeElement;
    if (element.showModal) element.showModal();
    else element.setAttribute("open", "");
    return () => {
      element.close?.();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  return (
    <dialog
      ref={box}
      className={wide ? `${kind} wide` : kind}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        close.current();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        close.current();
      }}
      onPointerDown={(event) => event.target === box.current && close.current()}
    >
      <div className="layer">
        <header>
          <div>
            <h2 id={heading}>{title}</h2>
            {kind === "drawer" && whom && <p className="fine">{whom}</p>}
          </div>
          <button type="button" className="button icon-only" onClick={() => close.current()} aria-label={t("app.close")}>
            <Icon name="close" />
          </button>
        </header>
        <div className="layer-body" tabIndex={0}>{children}</div>
      </div>
    </dialog>
  );
}
