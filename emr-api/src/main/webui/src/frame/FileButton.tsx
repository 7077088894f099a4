import { useId } from "react";

interface Props {
  label: string;
  /** Which kinds the browser offers. */
  accept?: string;
  disabled?: boolean;
  /** The id of what else is said about the file. */
  describedBy?: string;
  onChoose: (file: File) => void;
}

/**
 * A button to choose a file with; the browser's own would speak the browser's language. The same file, mended meanwhile, may be
 * chosen again.
 */
export function FileButton({ label, accept, disabled, describedBy, onChoose }: Props) {
  const id = useId();
  return (
    <span>
      <input
        id={id}
        type="file"
        className="hidden-text"
        accept={accept}
        disabled={disabled}
        aria-describedby={describedBy}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = "";
          if (file) onChoose(file);
        }}
      />
      <label htmlFor={id} className="button">{label}</label>
    </span>
  );
}
