import { useId } from "react";

interface Props {
  label: string;
  accept: string;
  /** Opens the camera of a phone at once. */
  camera?: boolean;
  disabled: boolean;
  onChoose: (files: File[]) => void;
}

/** A button to choose several files with, or to take a picture. */
export function Files({ label, accept, camera = false, disabled, onChoose }: Props) {
  const id = useId();
  return (
    <span className={camera ? "scan-camera" : undefined}>
      <input
        id={id}
        type="file"
        className="hidden-text"
        accept={accept}
        multiple={!camera}
        capture={camera ? "environment" : undefined}
        disabled={disabled}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = "";
          if (files.length > 0) onChoose(files);
        }}
      />
      <label htmlFor={id} className={camera ? "button primary" : "button"}>{label}</label>
    </span>
  );
}
