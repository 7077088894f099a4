import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import "./styles/tokens.css";
import "./styles/imaging.css";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/frame.css";
import "./styles/layers.css";
import "./styles/gate.css";
import "./styles/pages.css";
import "./styles/states.css";
import "./styles/rows.css";
import "./styles/desk.css";
import "./styles/sources.css";
import "./styles/imports.css";
import "./styles/staff.css";
import "./styles/guide.css";
import "./styles/chart.css";
import "./styles/banner.css";
import "./styles/sections.css";
import "./styles/treatment.css";
import "./styles/forms.css";
import "./styles/marks.css";
import "./styles/sheets.css";
import "./styles/scans.css";
import "./styles/designer.css";
import "./styles/laboratory.css";
import "./styles/trend.css";
import "./styles/medications.css";
import "./styles/vitals.css";
import "./styles/timeline.css";
import "./styles/worklists.css";
import "./styles/disclosure.css";
import "./styles/folder.css";
import "./styles/signing.css";
import "./styles/patient-signing.css";
import "./styles/statistics.css";
import "./styles/small.css";
import "./styles/small-chart.css";
import "./styles/print.css";
import "./styles/papers.css";

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
