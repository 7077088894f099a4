import { Frame } from "./frame/Frame";
import { later } from "./frame/later";
import { CorrectPage } from "./desk/Corrections";
import { MessagesPage } from "./desk/MessagesPage";
import { ReplaysPage } from "./desk/ReplaysPage";
import { SenderPage, TrafficPage } from "./desk/TrafficPage";
import { ChartPage } from "./pages/ChartPage";
import { HomePage } from "./pages/HomePage";
import { MessagePage } from "./pages/MessagePage";
import { MissingPage } from "./pages/MissingPage";
import { ParkedPage } from "./pages/ParkedPage";
import { PasswordPage } from "./pages/PasswordPage";
import { PrintPage } from "./prints/PrintPage";
import { WorklistsPage } from "./pages/WorklistsPage";
import type { Route } from "./route";
import { SignedPage } from "./signing/SignedPage";
import { may, useMe } from "./session";

// What administrators open is not paid for by those who read charts.
const AccountPage = later(async () => (await import("./account/AccountPage")).AccountPage, "account.title");
const HealthPage = later(async () => (await import("./pages/HealthPage")).HealthPage, "health.title");
const AuditPage = later(async () => (await import("./audit/AuditPage")).AuditPage, "audit.title");
const DeliveriesPage = later(async () => (await import("./deliveries/DeliveriesPage")).DeliveriesPage, "deliveries.title");
const SourcePage = later(async () => (await import("./sources/SourcePage")).SourcePage, "health.source");
const SourcesPage = later(async () => (await import("./sources/SourcesPage")).SourcesPage, "health.sources");
const StaffPage = later(async () => (await import("./staff/StaffPage")).StaffPage, "staff.title");
const PersonPage = later(async () => (await import("./staff/PersonPage")).PersonPage, "staff.title");
const ReviewsPage = later(async () => (await import("./staff/ReviewsPage")).ReviewsPage, "reviews.title");
const ReviewPage = later(async () => (await import("./staff/ReviewPage")).ReviewPage, "reviews.title");
const ExplainPage = later(async () => (await import("./staff/ExplainPage")).ExplainPage, "explain.title");
const DisclosuresPage = later(async () => (await import("./disclosure/DisclosuresPage")).DisclosuresPage, "disclosure.title");
const DisclosurePage = later(async () => (await import("./disclosure/DisclosurePage")).DisclosurePage, "disclosure.title");
const RegisterPage = later(async () => (await import("./disclosure/RegisterPage")).RegisterPage, "disclosure.register");
const EmergenciesPage = later(async () => (await import("./restriction/EmergenciesPage")).EmergenciesPage, "emergency.title");
const LabelsPage = later(async () => (await import("./restriction/LabelsPage")).LabelsPage, "labels.title");
const PrivacyPage = later(async () => (await import("./privacy/PrivacyPage")).PrivacyPage, "privacy.title");
const DosesPage = later(async () => (await import("./medications/DosesPage")).DosesPage, "drug.ward");
const StatisticsPage = later(async () => (await import("./statistics/StatisticsPage")).StatisticsPage, "statistics.title");
const FoldersPage = later(async () => (await import("./folder/FoldersPage")).FoldersPage, "folders.title");
const RulesPage = later(async () => (await import("./folder/RulesPage")).RulesPage, "rules.title");
const RolesPage = later(async () => (await import("./staff/RolesPage")).RolesPage, "roles.title");
const SheetPage = later(async () => (await import("./forms/SheetPage")).SheetPage, "sheet.title");
const FormsPage = later(async () => (await import("./forms/FormsPage")).FormsPage, "forms.title");
const DesignerPage = later(async () => (await import("./designer/pages")).DesignerPage, "designer.page");
const FormDesk = later(async () => (await import("./designer/pages")).FormDesk, "designer.page");
const InboxPage = later(async () => (await import("./signing/pages")).InboxPage, "signing.page");
const KeysPage = later(async () => (await import("./signing/pages")).KeysPage, "signing.keysPage");
const ServicesPage = later(async () => (await import("./signing/pages")).ServicesPage, "signing.servicesPage");
const DevicePage = later(async () => (await import("./signing/pages")).DevicePage, "signing.devicePage");
const InsurancePage = later(async () => (await import("./signing/pages")).InsurancePage, "signing.insurancePage");
const TrustedPage = later(async () => (await import("./signing/pages")).TrustedPage, "signing.trustedPage");
const VerifyPage = later(async () => (await import("./signing/pages")).VerifyPage, "signing.verifyPage");
const CataloguesPage = later(async () => (await import("./catalogues/CataloguesPage")).CataloguesPage, "catalogues.title");
const ExportsPage = later(async () => (await import("./exports/ExportsPage")).ExportsPage, "exports.title");
const DestructionsPage = later(async () => (await import("./destruction/DestructionsPage")).DestructionsPage, "destruction.title");
const DestructionPage = later(async () => (await import("./destruction/DestructionPage")).DestructionPage, "destruction.oneTitle");
const PackPage = later(async () => (await import("./exports/PackPage")).PackPage, "received.packTitle");
const ExportPage = later(async () => (await import("./exports/ExportPage")).ExportPage, "exports.oneTitle");
const ImportPage = later(async () => (await import("./imports/ImportPage")).ImportPage, "imports.title");
const OneImportPage = later(async () => (await import("./imports/ImportPage")).OneImportPage, "imports.one");

/** Of each address its page, in the frame of who is signed in. */
export function Page({ route }: { route: Route }) {
  const me = useMe();
  switch (route.page) {
    case "patient":
      return (
        <Frame>
          <ChartPage key={route.id} id={route.id} section={route.section} item={route.item} />
        </Frame>
      );
    case "sheet":
    case "newSheet":
      // One page also when the new sheet becomes one that is there: what is typed goes on.
      return <Frame><SheetPage key={route.id} route={route} /></Frame>;
    case "forms":
      return <Frame><FormsPage /></Frame>;
    case "designer":
      return <Frame>{route.id ? <FormDesk key={route.id} id={route.id} /> : <DesignerPage />}</Frame>;
    case "print":
      return <Frame><PrintPage key={route.id} code={route.id} mayOpen={may(me, "PATIENT_READ")} /></Frame>;
    case "signing":
      return <Frame><InboxPage /></Frame>;
    case "signingKeys":
      return <Frame><KeysPage /></Frame>;
    case "trusted":
      return <Frame><TrustedPage /></Frame>;
    case "signingServices":
      return <Frame><ServicesPage /></Frame>;
    case "signingDevice":
      return <Frame><DevicePage /></Frame>;
    case "insuranceSigners":
      return <Frame><InsurancePage /></Frame>;
    case "signed":
      return <Frame><SignedPage key={route.id} code={route.id} /></Frame>;
    case "verify":
      return <Frame><VerifyPage /></Frame>;
    case "catalogues":
      return <Frame><CataloguesPage /></Frame>;
    case "parked":
      return (
        <Frame>
          <ParkedPage />
        </Frame>
      );
    case "worklists":
      return (
        <Frame>
          <WorklistsPage list={route.list} />
        </Frame>
      );
    case "health":
      return (
        <Frame>
          <HealthPage />
        </Frame>
      );
    case "audit":
      return <Frame><AuditPage /></Frame>;
    case "staff":
      return <Frame>{route.id ? <PersonPage key={route.id} id={route.id} /> : <StaffPage />}</Frame>;
    case "account":
      return <Frame><AccountPage /></Frame>;
    case "reviews":
      return <Frame>{route.id ? <ReviewPage key={route.id} id={route.id} /> : <ReviewsPage />}</Frame>;
    case "explain":
      return <Frame><ExplainPage /></Frame>;
    case "doses":
      return <Frame><DosesPage /></Frame>;
    case "statistics":
      return <Frame><StatisticsPage /></Frame>;
    case "folders":
      return <Frame><FoldersPage /></Frame>;
    case "rules":
      return <Frame><RulesPage /></Frame>;
    case "disclosures":
      return <Frame>{route.id ? <DisclosurePage key={route.id} id={route.id} /> : <DisclosuresPage />}</Frame>;
    case "register":
      return <Frame><RegisterPage /></Frame>;
    case "emergencies":
      return <Frame><EmergenciesPage /></Frame>;
    case "privacy":
      return <Frame><PrivacyPage /></Frame>;
    case "labels":
      return <Frame><LabelsPage /></Frame>;
    case "roles":
      return <Frame><RolesPage /></Frame>;
    case "deliveries":
      return (
        <Frame>
          <DeliveriesPage />
        </Frame>
      );
    case "sources":
      return (
        <Frame>
          <SourcesPage />
        </Frame>
      );
    case "source":
      return (
        <Frame>
          <SourcePage key={route.id ?? ""} id={route.id} />
        </Frame>
      );
    case "message":
      return (
        <Frame>
          <MessagePage key={route.id} id={route.id} />
        </Frame>
      );
    case "messages":
      return (
        <Frame>
          <MessagesPage key={route.source ?? ""} source={route.source} />
        </Frame>
      );
    case "correct":
      return (
        <Frame>
          <CorrectPage key={route.id} id={route.id} />
        </Frame>
      );
    case "replays":
      return (
        <Frame>
          <ReplaysPage />
        </Frame>
      );
    case "destructions":
      return <Frame>{route.id ? <DestructionPage key={route.id} id={route.id} /> : <DestructionsPage />}</Frame>;
    case "exports":
      return <Frame>{route.id ? <ExportPage key={route.id} id={route.id} /> : <ExportsPage />}</Frame>;
    case "received":
      return <Frame><PackPage key={route.id} id={route.id} /></Frame>;
    case "imports":
      return <Frame>{route.id ? <OneImportPage key={route.id} id={route.id} /> : <ImportPage />}</Frame>;
    case "traffic":
      return <Frame>{route.id ? <SenderPage key={route.id} id={route.id} /> : <TrafficPage />}</Frame>;
    case "password":
      return (
        <Frame>
          <PasswordPage forced={false} />
        </Frame>
      );
    case "patientSigning":
    case "missing":
      return (
        <Frame>
          <MissingPage />
        </Frame>
      );
    case "home":
      return may(me, "PATIENT_READ") ? <HomePage /> : <Frame>{may(me, "HEALTH_READ") ? <HealthPage /> : <ParkedPage />}</Frame>;
  }
}
