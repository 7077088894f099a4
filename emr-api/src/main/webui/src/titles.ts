import type { Key } from "./lang";
import type { Route } from "./route";

/** The tab says which section is open and never who it is about: titles reach histories and screens of others. */
export function titleKey(route: Route, signedIn: boolean): Key {
  if (!signedIn && route.page !== "print" && route.page !== "signed" && route.page !== "patientSigning") return "sign.title";
  switch (route.page) {
    case "patient":
      return `chart.${route.section}`;
    case "sheet":
    case "newSheet":
      return "sheet.title";
    case "forms":
      return "forms.title";
    case "designer":
      return "designer.page";
    case "print":
      return "prints.title";
    case "signing":
      return "signing.page";
    case "signingKeys":
      return "signing.keysPage";
    case "trusted":
      return "signing.trustedPage";
    case "signingServices":
      return "signing.servicesPage";
    case "signingDevice":
      return "signing.devicePage";
    case "insuranceSigners":
      return "signing.insurancePage";
    case "patientSigning":
      return "patientSigning.page";
    case "signed":
      return "signing.documentPage";
    case "verify":
      return "signing.verifyPage";
    case "catalogues":
      return "catalogues.title";
    case "parked":
      return "parked.title";
    case "worklists":
      return "work.title";
    case "health":
      return "health.title";
    case "audit":
      return "audit.title";
    case "staff":
      return "staff.title";
    case "roles":
      return "roles.title";
    case "folders":
      return "folders.title";
    case "doses":
      return "drug.ward";
    case "statistics":
      return "statistics.title";
    case "rules":
      return "rules.title";
    case "disclosures":
      return "disclosure.title";
    case "register":
      return "disclosure.register";
    case "emergencies":
      return "emergency.title";
    case "labels":
      return "labels.title";
    case "privacy":
      return "privacy.title";
    case "reviews":
      return "reviews.title";
    case "explain":
      return "explain.title";
    case "deliveries":
      return "deliveries.title";
    case "exports":
      return "exports.title";
    case "received":
      return "received.packTitle";
    case "destructions":
      return "destruction.title";
    case "imports":
      return "imports.title";
    case "sources":
    case "source":
      return "health.sources";
    case "message":
      return "message.title";
    case "messages":
      return "desk.messages";
    case "correct":
      return "desk.correct";
    case "replays":
      return "desk.replays";
    case "traffic":
      return "desk.traffic";
    case "account":
      return "account.title";
    case "password":
      return "password.title";
    default:
      return "nav.patients";
  }
}
