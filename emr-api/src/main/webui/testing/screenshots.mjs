/**
 * Pictures of every page from the built viewer with invented people.
 * node testing/screenshots.mjs FOLDER [part of a name, as a pattern]   (needs npm run build, and CHROMIUM or /usr/bin/chromium)
 * Also fails on any console error, policy violation, foreign request, sideways scrolling, a layer that ends below the screen, or
 * accessibility violation.
 */
import { createRequire } from "node:module";
import { mkdirSync, readFileSync } from "node:fs";
import { chromium } from "playwright-core";
import { diagnosedElsewhere } from "./fake/diagnoses.mjs";
import { uuid } from "./fake/people.mjs";
import { serve } from "./fake/server.mjs";
import { movedElsewhere, resetMovements } from "./fake/movements.mjs";
import { problemElsewhere } from "./fake/problems.mjs";
import { measuredElsewhere } from "./fake/vitals.mjs";
import { elsewhere, resetSheets } from "./fake/sheets.mjs";
import { CONSENT, FAMILY, resetPatientSigning, SIGNED, signedElsewhere, TOKEN } from "./fake/patientSigning.mjs";
import { CARD, phone } from "./fake/remote.mjs";
import { resetSigning } from "./fake/signing.mjs";

const [folder = "../../../target/screenshots", only = ""] = process.argv.slice(2);
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const one = `/patients/${uuid(1)}`;
const TYPED = "Đau ngực trái từ sáng, chưa rõ nguyên nhân";

/** Somebody goes away while typing: a quarter of an hour later nothing of the patient is in the document. */
async function locked(page) {
  await page.getByRole("button", { name: "Chỉ định mới" }).click();
  await page.getByLabel("Thông tin lâm sàng").fill(TYPED);
  await page.clock.fastForward("16:00");
  await page.getByText(/Màn hình đã khóa/).waitFor();
  const html = await page.content();
  if (/TUYẾT|BN0001/.test(html) || (await page.locator("dialog").count()) > 0) throw new Error("a locked page shows a patient");
}

/** How bright a pane is on the whole, and of how many greys: what is black or of one colour shows no image. */
const greys = (page, pane) =>
  page.evaluate((name) => {
    const canvas = document.querySelector(`[data-pane="${name}"] canvas`);
    if (!canvas || canvas.width === 0) return { mean: 0, several: 0 };
    const copy = document.createElement("canvas");
    [copy.width, copy.height] = [canvas.width, canvas.height];
    const drawing = copy.getContext("2d");
    drawing.drawImage(canvas, 0, 0);
    const { data } = drawing.getImageData(0, 0, copy.width, copy.height);
    const found = new Set();
    let sum = 0;
    for (let i = 0; i < data.length; i += 4) {
      sum += data[i];
      found.add(data[i]);
    }
    return { mean: sum / (data.length / 4), several: found.size };
  }, pane);

/** The same, as soon as an image is there. */
async function drawn(page, pane, before) {
  for (let i = 0; i < 200; i++) {
    const now = await greys(page, pane);
    if (now.several > 3 && (!before || Math.abs(now.mean - before.mean) > 1)) return now;
    await page.waitForTimeout(50);
  }
  throw new Error(`the pane ${pane} shows no image${before ? ", or the same as before" : ""}`);
}

async function viewed(page) {
  await page.getByRole("button", { name: "Xem ảnh: Cắt lớp vi tính ngực không tiêm" }).click();
  return drawn(page, "current");
}

/** Another window is brighter in the lung, another slice is another number, a measure stands on the image. */
async function lung(page) {
  const soft = await viewed(page);
  await page.keyboard.press("3");
  await drawn(page, "current", soft);
  const at = page.locator("[data-slice]");
  const before = await at.getAttribute("data-slice");
  await page.keyboard.press("PageDown");
  await page.locator(`[data-slice="${Number(before) + 10}"]`).waitFor();
  await page.keyboard.press("l");
  await page.locator('[data-pane="current"]').scrollIntoViewIfNeeded();
  const box = await page.locator('[data-pane="current"]').boundingBox();
  await page.mouse.move(box.x + box.width * 0.35, box.y + box.height * 0.5);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.65, box.y + box.height * 0.5, { steps: 5 });
  await page.mouse.up();
  await page.locator('[data-pane="current"] svg text').filter({ hasText: "mm" }).first().waitFor();
}

async function beside(page) {
  await viewed(page);
  await page.getByLabel("So với ca trước").selectOption({ index: 1 });
  await drawn(page, "prior");
}

async function cut(page) {
  await viewed(page);
  await page.getByRole("button", { name: "Ba mặt phẳng (MPR)" }).click();
  for (const plane of ["axial", "sagittal", "coronal"]) await drawn(page, plane);
}

/** Where the graphics card's interface is missing the same images are drawn without it, and no planes are offered. */
async function plain() {
  const without = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: [...FLAGS, "--disable-3d-apis"] });
  const context = await without.newContext({ viewport: { width: 1280, height: 800 }, locale: "vi-VN" });
  await context.addCookies([{ name: "emr_fake", value: "bacsi", url: here }]);
  const page = await context.newPage();
  await page.goto(`${here}${one}/studies`, { waitUntil: "networkidle" });
  await lung(page);
  if ((await page.getByRole("button", { name: "Ba mặt phẳng (MPR)" }).count()) > 0) complaints.push("images-plain: planes are offered");
  await page.screenshot({ path: `${folder}/images-plain.png` });
  await without.close();
}

/** A file of another hospital is looked at. */
async function takeIn(page, sender) {
  await page.getByRole("button", { name: "Nhập hồ sơ" }).click();
  await page.getByLabel("Cơ sở gửi").selectOption({ index: sender + 1 });
  await page.getByLabel("Chọn tệp…").setInputFiles({ name: "HoSoBenhAn.xml", mimeType: "application/xml", buffer: Buffer.from("<HoSoBenhAn/>") });
  await page.getByRole("button", { name: "Kiểm tra và xem trước" }).click();
  await page.getByText("SHA-256").waitFor();
}

/** Everything that waits is chosen, a key and perhaps its PIN. */
async function signMany(page, key, pin) {
  await page.getByRole("button", { name: "Chọn tất cả" }).click();
  await page.getByRole("checkbox", { name: /CHUYỂN CƠ SỞ.*/ }).last().uncheck();
  await page.getByRole("button", { name: /^Ký \(/ }).click();
  await page.locator("dialog select").selectOption(key);
  if (!pin) return;
  await page.getByText(/^Chứng thư còn hiệu lực/).waitFor();
  await page.getByLabel("Mã PIN của chứng thư").fill(pin);
  await page.getByRole("button", { name: "Ký", exact: true }).click();
}

/** Two that wait are asked for on the phone. */
async function askPhone(page, does) {
  phone(does);
  for (const n of [0, 1]) await page.getByRole("checkbox", { name: /^Chọn / }).nth(n).check();
  await page.getByRole("button", { name: /^Ký \(/ }).click();
  await page.locator("dialog select").selectOption(uuid(9705));
  await page.getByText(/^Chứng thư còn hiệu lực/).waitFor();
  await page.getByRole("button", { name: "Gửi yêu cầu ký" }).click();
  await page.locator("dialog .signing-job").waitFor();
}

/** The pages are read to their end. */
async function readAll(page) {
  await page.locator(".patient-end").scrollIntoViewIfNeeded();
  await page.getByLabel(/Tôi đã đọc/).check();
}

/** A hand that signs. */
async function draw(page) {
  const field = page.getByRole("img", { name: "Ô vẽ chữ ký" });
  await field.scrollIntoViewIfNeeded();
  const box = await field.boundingBox();
  await page.mouse.move(box.x + box.width * 0.1, box.y + box.height * 0.6);
  await page.mouse.down();
  for (let i = 1; i <= 30; i++) await page.mouse.move(box.x + box.width * (0.1 + i * 0.025), box.y + box.height * (0.5 + 0.3 * Math.sin(i / 2)));
  await page.mouse.up();
}

/** The staff opens the place of a patient. */
async function askPatient(page) {
  await page.getByRole("button", { name: "Người bệnh ký" }).click();
  await page.locator("dialog .note, dialog p").first().waitFor();
}

const PAGES = [
  ["sign-in", "/", { as: null }],
  ["provider-refused", "/?provider=NO_ACCOUNT", { as: null }],
  ["home", "/"],
  ["overview", one],
  ["tellers", one, { then: (page) => page.getByText("Các hệ thống nói gì").first().scrollIntoViewIfNeeded() }],
  ["told", one, { full: true, then: async (page) => { const more = page.getByRole("button", { name: "Thông tin thêm" }); if (await more.isVisible()) await more.click(); } }],
  ["orders", one, { full: true }],
  ["diagnoses", one, { then: (page) => page.locator(".diagnoses").evaluate((e) => e.scrollIntoView({ block: "start" })) }],
  ["diagnosis-form", one, { then: async (page) => { await page.getByRole("button", { name: "Ghi chẩn đoán" }).click(); const field = page.locator("dialog .code-words"); await field.fill("dai thao"); await page.getByRole("listbox").waitFor(); await field.press("ArrowDown"); } }],
  ["diagnosis-conflict", one, { then: async (page) => {
    await page.getByRole("button", { name: "Sửa: I50.1 Suy thất trái" }).click();
    await page.locator("dialog .code-words").fill("Suy tim trái cấp");
    await page.getByLabel("Lý do sửa").fill("Phù phổi trên phim");
    diagnosedElsewhere({ text: "Suy tim toàn bộ", code: "I50.0" });
    await page.getByRole("button", { name: "Lưu chẩn đoán" }).click();
    await page.getByText(/vừa được sửa ở nơi khác/).waitFor();
    diagnosedElsewhere(undefined);
  } }],
  ["diagnosis-history", one, { then: (page) => page.getByRole("button", { name: "Lịch sử: I50.1 Suy thất trái" }).click() }],
  ["order-form", one, { then: (page) => page.getByRole("button", { name: "Chỉ định mới" }).click() }],
  ["susceptibilities", `${one}/reports/${uuid(5004)}`, { then: (page) => page.getByRole("region", { name: "Kháng sinh đồ" }).scrollIntoViewIfNeeded() }],
  ["timeline", `${one}/timeline`, { paper: true }],
  ["vitals", `${one}/vitals`, { full: true }],
  ["vitals-child", `/patients/${uuid(4)}/vitals`, { full: true }],
  ["vitals-form", `${one}/vitals`, { full: true, then: async (page) => {
    await page.getByRole("button", { name: "Ghi sinh hiệu" }).click();
    await page.getByLabel(/^Mạch/).fill("240");
    await page.getByLabel(/^Nhiệt độ/).fill("55");
    await page.getByLabel(/^Huyết áp tâm thu/).fill("104");
  } }],
  ["vitals-conflict", `${one}/vitals`, { then: async (page) => {
    await page.getByRole("button", { name: /^Sửa: / }).first().click();
    await page.getByLabel(/^Mạch/).fill("90");
    await page.getByLabel("Lý do sửa").fill("Đếm lại đủ một phút");
    measuredElsewhere({ signs: [{ kind: "PULSE", value: 94 }] });
    await page.getByRole("button", { name: "Lưu", exact: true }).click();
    await page.getByText(/vừa được sửa ở nơi khác/).waitFor();
    measuredElsewhere(undefined);
  } }],
  ["drugs", `${one}/medications`, { full: true }],
  ["doses", "/doses", { full: true, as: "dieuduong" }],
  ["doses-record", "/doses", { as: "dieuduong", then: (page) => page.getByRole("button", { name: /^Ghi lần dùng/ }).first().click() }],
  ["drugs-order", `${one}/medications`, { full: true, then: async (page) => {
    await page.getByRole("button", { name: "Ra y lệnh thuốc" }).click();
    await page.getByLabel("Thuốc", { exact: true }).fill("Amoxicilin 500 mg");
    await page.getByRole("alert").getByText(/dị ứng hoặc không dung nạp/).waitFor();
  } }],
  ["drugs-nurse", `${one}/medications`, { full: true, as: "dieuduong" }],
  ["drugs-dose", `${one}/medications`, { full: true, as: "dieuduong", then: (page) => page.getByRole("button", { name: /Quá giờ/ }).first().click() }],
  ["vitals-decide", `${one}/vitals`, { then: (page) => page.getByRole("button", { name: "Cách tính điểm" }).click() }],
  ["vitals-history", `${one}/vitals`, { then: (page) => page.getByRole("button", { name: /^Lịch sử: / }).first().click() }],
  ["home-sickest", "/", { then: (page) => page.getByLabel("Nặng nhất lên trước").check() }],
  ["laboratory", `${one}/laboratory`, { paper: true }],
  ["lab-beside", `${one}/laboratory`, { then: (page) => page.locator(".value-beside").first().evaluate((e) => e.scrollIntoView({ block: "center" })) }],
  ["trend", `${one}/laboratory`, { then: async (page) => { for (const name of ["Kali", "Creatinin", "CRP"]) await page.getByRole("checkbox", { name: new RegExp(name) }).check(); } }],
  ["big-grid", `/patients/${uuid(2)}/laboratory`, { then: (page) => page.locator(".lab-scroll").evaluate((e) => e.scrollTo(3000, 2500)) }],
  ["report", `${one}/reports/${uuid(5003)}`],
  ["reports", `${one}/reports`],
  ["studies", `${one}/studies/${uuid(6002)}`],
  ["images", `${one}/studies`, { then: viewed }],
  ["images-lung", `${one}/studies`, { then: lung }],
  ["images-beside", `${one}/studies`, { then: beside }],
  ["images-planes", `${one}/studies`, { then: cut }],
  ["images-report", `${one}/studies`, { then: async (page) => { await viewed(page); await page.getByRole("button", { name: /Báo cáo có cấu trúc/ }).click(); await page.getByText("Nốt đặc thùy trên").waitFor(); } }],
  ["images-ecg", `${one}/studies`, { then: async (page) => { await viewed(page); await page.getByRole("button", { name: /Điện tim/ }).click(); await page.getByRole("img", { name: "Điện tim 6 chuyển đạo" }).waitFor(); } }],
  ["medications", `${one}/treatment`],
  ["services", `${one}/treatment/procedures`],
  ["service", `${one}/treatment/${uuid(8601)}`],
  ["notes", `${one}/treatment/notes`, { full: true }],
  ["papers", `${one}/treatment/papers`],
  ["paper", `${one}/treatment/${uuid(8800)}`],
  ["cards", `${one}/treatment/cards`],
  ["folder", `${one}/folder`, { full: true, paper: true }],
  ["folder-closed", `${one}/folder/${uuid(7702)}`, { as: "luutru", full: true }],
  ["folder-complete", `${one}/folder`, { then: (page) => page.getByRole("button", { name: "Hoàn thành", exact: true }).click() }],
  ["scan-folder", `/patients/${uuid(2)}/folder/${uuid(7703)}`, { full: true }],
  ["scan-sheet", `${one}/sheets/${uuid(9806)}`, { full: true }],
  ["scan-add", `${one}/folder`, { then: async (page) => { await page.getByRole("button", { name: "Thêm giấy tờ quét" }).click(); await page.getByLabel("Chọn tệp").setInputFiles([{ name: "to-khai.pdf", mimeType: "application/pdf", buffer: Buffer.from("x") }, { name: "ghi-chep.txt", mimeType: "text/plain", buffer: Buffer.from("x") }]); await page.getByText("Trang 2/2").waitFor(); await page.getByRole("button", { name: "Xoay trang 2 sang phải" }).click(); await page.waitForLoadState("networkidle"); } }],
  ["folder-lend", `${one}/folder/${uuid(7702)}`, { as: "luutru", then: (page) => page.getByRole("button", { name: "Nhận trả" }).click() }],
  ["folder-sign", `${one}/folder/${uuid(7702)}`, { as: "vanthu", then: async (page) => { await page.getByRole("button", { name: "Xuất dữ liệu" }).click(); await page.getByText("Ký số tệp").click(); await page.getByLabel("Dạng tệp").selectOption("cadesXml"); } }],
  ["folder-export", `${one}/folder/${uuid(7702)}`, { as: "luutru", then: (page) => page.getByRole("button", { name: "Xuất dữ liệu" }).click() }],
  ["folder-reopen", `${one}/folder/${uuid(7702)}`, { as: "luutru", then: (page) => page.getByRole("button", { name: "Mở lại" }).click() }],
  ["folder-lacks", `/patients/${uuid(2)}/folder`, { as: "luutru", then: async (page) => { await page.getByRole("button", { name: "Đóng hồ sơ" }).click(); await page.locator("dialog").getByRole("button", { name: "Đóng hồ sơ" }).click(); await page.getByText("Chưa đóng được").waitFor(); } }],
  ["folders", "/folders", { as: "luutru" }],
  ["folders-saved", "/folders", { as: "luutru", then: async (page) => { await page.getByRole("button", { name: /^Quá hạn \d/ }).click(); const save = page.getByRole("button", { name: /^Lưu bộ lọc/ }); if (await save.isVisible()) { await save.click(); await page.getByLabel("Tên bộ lọc").fill("Quá hạn của tôi"); await page.getByRole("button", { name: "Lưu", exact: true }).click(); } await page.getByRole("button", { name: "Quá hạn của tôi", exact: true }).waitFor(); } }],
  ["statistics", "/statistics", { as: "luutru", full: true }],
  ["print-record", `${one}/folder`, { then: async (page) => { await page.getByRole("button", { name: "In hồ sơ" }).click(); await page.getByLabel(/Trích lục một số/).check(); } }],
  ["print-progress", `${one}/folder`, { then: async (page) => { await page.getByRole("button", { name: "In hồ sơ" }).click(); await page.getByRole("button", { name: "Bắt đầu in" }).click(); await page.getByRole("progressbar").waitFor(); } }],
  ["print-ready", `${one}/folder`, { then: async (page) => { await page.getByRole("button", { name: "In hồ sơ" }).click(); await page.getByRole("button", { name: "Bắt đầu in" }).click(); await page.getByText("Mở tệp PDF").waitFor(); } }],
  ["print-current", `/prints/${uuid(8801)}`, { as: "" }],
  ["print-replaced", `/prints/${uuid(8805)}`, {}],
  ["print-unknown", `/prints/${uuid(8899)}`, { as: "" }],
  ["signing", "/signing", { full: true }],
  ["signing-read", "/signing", { then: (page) => page.getByRole("button", { name: /^Xem: / }).nth(1).click() }],
  ["signing-returned", "/signing", { then: (page) => page.getByRole("button", { name: /^Bị trả lại/ }).click() }],
  ["signing-key", "/signing", { then: (page) => signMany(page, uuid(9702)) }],
  ["signing-expired", "/signing", { then: (page) => signMany(page, uuid(9703)) }],
  ["signing-wrong-pin", "/signing", { then: (page) => signMany(page, uuid(9701), "123456") }],
  ["signing-done", "/signing", { full: true, then: async (page) => { await signMany(page, uuid(9701), "246810"); await page.getByText(/^Đã ký \d/).first().waitFor(); } }],
  ["signing-phone", "/signing", { then: async (page) => { await askPhone(page, "IS_AWAY"); await page.getByRole("timer").waitFor(); } }],
  ["signing-phone-down", "/signing", { then: async (page) => { await askPhone(page, "IS_DOWN"); await page.getByText(/Cứ tiếp tục công việc/).waitFor(); } }],
  ["signing-phone-refused", "/signing", { then: async (page) => { await askPhone(page, "SAYS_NO"); await page.getByText(/Nếu bấm nhầm/).waitFor(); } }],
  ["signing-jobs", "/signing", { then: async (page) => { await askPhone(page, "IS_AWAY"); await page.getByRole("timer").waitFor(); await page.keyboard.press("Escape"); await page.getByRole("region", { name: "Ký từ xa trong giờ qua" }).waitFor(); } }],
  ["signing-sheet", `${one}/sheets/${uuid(9807)}`, { full: true }],
  ["signing-panel", `${one}/sheets/${uuid(9807)}`, { then: (page) => page.getByRole("region", { name: "Chữ ký" }).scrollIntoViewIfNeeded() }],
  ["signing-entries", `${one}/sheets/${uuid(9802)}`, { full: true }],
  ["signing-revise", `${one}/sheets/${uuid(9807)}`, { then: (page) => page.getByRole("button", { name: "Hủy ký để điều chỉnh" }).click() }],
  ["signing-verified", `${one}/sheets/${uuid(9807)}`, { then: (page) => page.getByRole("button", { name: "Kiểm tra chữ ký" }).first().click() }],
  ["signing-own-keys", "/signing/keys"],
  ["signing-seals", "/signing/keys", { as: "lanhdao" }],
  ["signing-register", "/signing/keys", { as: "quantri", then: (page) => page.getByRole("button", { name: "Đăng ký con dấu số" }).click() }],
  ["signing-remote-key", "/signing/keys", { then: async (page) => { await page.getByRole("button", { name: "Đăng ký từ dịch vụ ký số" }).click(); await page.locator("dialog select").selectOption({ index: 1 }); await page.getByLabel("Mã người dùng tại dịch vụ").fill(CARD); await page.getByRole("button", { name: "Tìm chứng thư" }).click(); await page.getByText("Chứng thư tại dịch vụ").waitFor(); } }],
  ["signing-set-pin", "/signing/keys", { then: (page) => page.getByRole("button", { name: /^Đ(ặt|ổi) mã PIN: / }).click() }],
  ["signing-services", "/signing/services", { as: "quantri" }],
  ["signing-service-change", "/signing/services", { as: "quantri", then: async (page) => { await page.getByRole("button", { name: /^Sửa: / }).first().click(); await page.getByLabel(/^Địa chỉ/).fill("https://khac.example"); } }],
  ["signing-service-form", "/signing/services", { as: "quantri", then: async (page) => { await page.getByRole("button", { name: "Thêm dịch vụ" }).click(); await page.getByLabel("Loại dịch vụ").selectOption("viettel-mysign"); } }],
  ["signing-device", "/signing/device", { as: "quantri" }],
  ["signing-device-give", "/signing/device", { as: "quantri", then: async (page) => { await page.getByRole("button", { name: /^Giao khóa: / }).first().click(); await page.getByRole("radio").first().check(); } }],
  ["signing-insurance", "/insurance-signers", { as: "quantri" }],
  ["signing-insurance-add", "/insurance-signers", { as: "quantri", then: async (page) => { await page.getByRole("button", { name: "Thêm người ký" }).click(); await page.getByRole("radio").first().check(); } }],
  ["signing-trusted", "/trusted-certificates", { as: "quantri" }],
  ["signing-lookup", `/signed-documents/${uuid(9871)}`, { as: "", full: true }],
  ["signing-lookup-replaced", `/signed-documents/${uuid(9873)}`, { full: true }],
  ["signing-verify", "/verify-signature"],
  ["signing-verify-bad", "/verify-signature", { full: true, then: async (page) => { await page.getByLabel("Chọn tệp…").setInputFiles({ name: "benh-an.pdf", mimeType: "application/pdf", buffer: Buffer.from("abc") }); await page.getByText(/Không hợp lệ/).first().waitFor(); } }],
  ["signing-verify-none", "/verify-signature", { then: async (page) => { await page.getByLabel("Chọn tệp…").setInputFiles({ name: "anh-chu-ky.pdf", mimeType: "application/pdf", buffer: Buffer.from("a") }); await page.getByText(/hình ảnh chữ ký/).waitFor(); } }],
  ["patient-sign", `/patient-signing/${TOKEN}`, { as: "" }],
  ["patient-sign-whole", `/patient-signing/${TOKEN}`, { as: "", full: true, then: async (page) => { await readAll(page); await page.getByLabel("Tôi là người bệnh").check(); await draw(page); } }],
  ["patient-sign-drawn", `/patient-signing/${TOKEN}`, { then: async (page) => { await readAll(page); await page.getByLabel("Tôi là người bệnh").check(); await draw(page); } }],
  ["patient-sign-for", `/patient-signing/${TOKEN}`, { as: "", then: async (page) => { await readAll(page); await page.getByLabel("Tôi ký thay người bệnh").check(); await page.getByLabel("Quan hệ với người bệnh").selectOption("OTHER"); await page.getByRole("heading", { name: "2. Ai ký?" }).scrollIntoViewIfNeeded(); } }],
  ["patient-sign-family", `/patient-signing/${FAMILY}`, { as: "", then: async (page) => { await readAll(page); await page.getByLabel("Điểm chỉ trên thiết bị của bệnh viện").check(); await page.getByLabel("Số máy").scrollIntoViewIfNeeded(); } }],
  ["patient-sign-wrong-code", `/patient-signing/${TOKEN}`, { as: "", then: async (page) => { await readAll(page); await page.getByLabel("Tôi là người bệnh").check(); await page.getByLabel(/Nhập mã 6 số/).check(); await page.getByLabel("Mã 6 số", { exact: true }).fill("111111"); await page.getByRole("button", { name: "Ký", exact: true }).click(); await page.getByRole("alert").scrollIntoViewIfNeeded(); } }],
  ["patient-sign-refuse", `/patient-signing/${TOKEN}`, { as: "", then: async (page) => { await page.getByRole("button", { name: "Tôi không ký" }).click(); } }],
  ["patient-sign-thanks", `/patient-signing/${SIGNED}`, { as: "" }],
  ["patient-sign-gone", "/patient-signing/nowhere", { as: "" }],
  ["patient-ask-panel", `${one}/sheets/${CONSENT}`, { then: (page) => page.getByRole("button", { name: "Người bệnh ký" }).scrollIntoViewIfNeeded() }],
  ["patient-ask", `${one}/sheets/${CONSENT}`, { then: askPatient }],
  ["patient-ask-qr", `${one}/sheets/${CONSENT}`, { then: async (page) => { await askPatient(page); await page.getByRole("button", { name: "Mời ký" }).click(); await page.getByText("482 915").waitFor(); } }],
  ["patient-ask-seal", `${one}/sheets/${CONSENT}`, { full: true, then: async (page) => { signedElsewhere({ signer: "REPRESENTATIVE", name: "Nguyễn Văn Con", relation: "CHILD", because: "Người bệnh run tay không viết được", method: "DRAWN" }); await askPatient(page); await page.getByRole("img", { name: "Chữ ký vẽ tay của người ký" }).scrollIntoViewIfNeeded(); } }],
  ["patient-ask-phone", `${one}/sheets/${CONSENT}`, { full: true, then: async (page) => { phone("IS_AWAY"); signedElsewhere({ signer: "PATIENT", method: "DRAWN" }); await askPatient(page); await page.getByLabel("Chứng thư số").selectOption(uuid(9705)); await page.getByRole("button", { name: "Gửi yêu cầu xác nhận" }).click(); await page.getByText("Mở ứng dụng Viettel MySign").waitFor(); } }],
  ["patient-ask-done", `${one}/sheets/${CONSENT}`, { then: async (page) => {
    signedElsewhere({ signer: "PATIENT", method: "DRAWN" });
    await askPatient(page);
    await page.locator("dialog select").last().selectOption(uuid(9701));
    await page.getByText(/^Chứng thư còn hiệu lực/).waitFor();
    await page.getByLabel("Mã PIN của chứng thư").fill("246810");
    await page.getByRole("button", { name: "Xác nhận", exact: true }).click();
    await page.getByText(/Đã xác nhận/).waitFor();
    await page.locator("dialog .buttons").getByRole("button", { name: "Đóng" }).click();
    await page.getByRole("region", { name: "Chữ ký" }).scrollIntoViewIfNeeded();
  } }],
  ["patient-verified", `/signed-documents/${uuid(9875)}`, { as: "", full: true }],
  ["rules", "/rules", { as: "quantri" }],
  ["rule-edit", "/rules", { as: "quantri", then: (page) => page.getByRole("button", { name: "Bệnh viện Đa khoa Minh Họa" }).click() }],
  ["documents", `${one}/documents`],
  ["document", `${one}/documents/${uuid(8002)}`],
  ["deceased", `/patients/${uuid(12)}`],
  ["sheet-read", `${one}/sheets/${uuid(9801)}`, { full: true }],
  ["sheet-edit", `${one}/sheets/${uuid(9801)}`, { full: true, then: async (page) => { await page.getByRole("button", { name: "Ghi tiếp" }).click(); await page.getByRole("textbox", { name: "Nhiệt độ" }).fill("49"); await page.getByRole("textbox", { name: "Mạch", exact: true }).focus(); } }],
  ["sheet-addendum", `${one}/record-folders/${uuid(7703)}/sheets/new/01-BV1`, {}],
  ["sheet-new", `${one}/record-folders/${uuid(9800)}/sheets/new/01-BV1`, { full: true }],
  ["sheet-entries", `${one}/sheets/${uuid(9802)}`, { full: true, then: (page) => page.getByRole("button", { name: "Ghi tiếp" }).click() }],
  ["sheet-vitals", `${one}/sheets/${uuid(9803)}`, { full: true, then: (page) => page.getByRole("button", { name: "Sửa tờ" }).click() }],
  ["sheet-others", `${one}/sheets/${uuid(9804)}`, { then: (page) => page.getByRole("button", { name: "Nhận quyền sửa" }).click() }],
  ["sheet-conflict", `${one}/sheets/${uuid(9801)}`, { full: true, then: async (page) => {
    await page.getByRole("button", { name: "Ghi tiếp" }).click();
    await page.getByRole("textbox", { name: /^Lý do vào viện/ }).fill("Đau ngực trái dữ dội");
    elsewhere(uuid(9801), { "ly-do": [{ text: "Phù hai chân" }], "di-nguyen": [{ text: "Tôm" }] });
    await page.getByRole("region", { name: /sửa ở nơi khác/ }).waitFor();
  } }],
  ["sheet-versions", `${one}/sheets/${uuid(9803)}`, { full: true, then: (page) => page.getByText(/^Các phiên bản/).click() }],
  ["sheet-reason", `${one}/sheets/${uuid(9803)}`, { then: (page) => page.getByRole("button", { name: "Hủy tờ" }).click() }],
  ["forms", "/forms", { full: true }],
  ["designer-list", "/designer", { as: "quantri", full: true }],
  ["designer-copy", "/designer", { as: "quantri", then: async (page) => { await page.getByRole("button", { name: "Sao chép mẫu" }).click(); await page.getByLabel("Thành mẫu riêng").check(); } }],
  ["designer-confirm", "/designer", { as: "quantri", then: (page) => page.getByRole("button", { name: "Xác nhận CNS" }).click() }],
  ["designer-draw", `/designer/${uuid(7901)}`, { as: "quantri", full: true, then: (page) => page.locator("[data-item=luc]").click() }],
  ["designer-head", `/designer/${uuid(7901)}`, { as: "quantri", full: true }],
  ["designer-signers", `/designer/${uuid(7901)}`, { as: "quantri", full: true, then: async (page) => { await page.getByRole("button", { name: "Thêm người ký" }).click(); await page.locator("select:has(option[value=WITNESS])").last().selectOption("PATIENT"); await page.getByLabel("Mã 6 số").scrollIntoViewIfNeeded(); } }],
  ["designer-try", `/designer/${uuid(7901)}`, { as: "quantri", full: true, then: (page) => page.getByRole("button", { name: "Thử", exact: true }).click() }],
  ["designer-changes", `/designer/${uuid(7901)}`, { as: "quantri", then: (page) => page.getByRole("button", { name: "Khác bản trước" }).click() }],
  ["designer-faults", `/designer/${uuid(7902)}`, { as: "quantri", then: (page) => page.locator(".outline .bad").last().click() }],
  ["designer-history", `/designer/${uuid(7903)}`, { as: "quantri", then: (page) => page.getByRole("button", { name: "Lịch sử" }).click() }],
  ["catalogues", "/catalogues", { as: "luutru", full: true, then: (page) => page.getByRole("button", { name: "Bệnh tật (ICD-10)" }).click() }],
  ["catalogue-preview", "/catalogues", { as: "luutru", full: true, then: async (page) => { await page.getByRole("button", { name: "Bệnh tật (ICD-10)" }).click(); await page.getByLabel("Chọn tệp để xem trước").setInputFiles({ name: "icd10.xlsx", mimeType: "application/octet-stream", buffer: Buffer.from("PK") }); await page.getByRole("region", { name: "Thử tệp" }).waitFor(); } }],
  ["catalogue-suggested", `${one}/sheets/${uuid(9801)}`, { then: async (page) => { await page.getByRole("button", { name: "Ghi tiếp" }).click(); const field = page.locator('[id$="benh-chinh"] .code-words'); await field.fill("dai thao"); await page.getByRole("listbox").waitFor(); await field.press("ArrowDown"); await field.evaluate((e) => e.scrollIntoView({ block: "center" })); } }],
  ["denied", one, { as: "quantri" }],
  ["parked", "/parked", { as: "quantri" }],
  ["duplicates", "/worklists/duplicates", { as: "luutru" }],
  ["unmatched", "/worklists", { as: "luutru", then: (page) => page.getByRole("button", { name: "Chọn người bệnh" }).click() }],
  ["codes", "/worklists/codes", { as: "luutru" }],
  ["code-form", "/worklists/codes", { as: "luutru", then: (page) => page.getByRole("button", { name: "Sửa ghép mã GLU" }).click() }],
  ["code-files", "/worklists/codes", { as: "luutru", then: async (page) => { await page.getByText("Nạp và tải tệp CSV").click(); await page.getByLabel("Từ ngày").fill("31/02/2026"); await page.getByLabel("Tên ngắn của danh mục").focus(); } }],
  ["health", "/health", { as: "quantri" }],
  ["staff", "/staff", { as: "nhansu" }],
  ["person", `/staff/${uuid(1)}`, { as: "nhansu" }],
  ["give", `/staff/${uuid(1)}`, { as: "nhansu", then: (page) => page.getByRole("button", { name: "Giao vai trò" }).click() }],
  ["roles", "/roles", { as: "nhansu" }],
  ["provider-groups", "/roles", { as: "nhansu", then: (page) => page.getByRole("heading", { name: "Nhóm của hệ thống định danh" }).scrollIntoViewIfNeeded() }],
  ["provider-group-add", "/roles", { as: "nhansu", then: (page) => page.getByRole("button", { name: "Thêm nhóm" }).click() }],
  ["role-edit", "/roles", { as: "nhansu", then: (page) => page.getByRole("button", { name: "Sửa vai trò Bác sĩ" }).click() }],
  ["role-history", "/roles", { as: "nhansu", then: (page) => page.getByRole("button", { name: "Lịch sử vai trò Bác sĩ" }).click() }],
  ["restricted", `/patients/${uuid(2)}`, {}],
  ["disclosures", "/disclosures", { as: "tiepnhan" }],
  ["disclosure-new", "/disclosures", { as: "tiepnhan", then: async (page) => { await page.getByRole("button", { name: "Tiếp nhận yêu cầu" }).click(); await page.getByLabel("Ai yêu cầu").selectOption("COURT"); } }],
  ["disclosure-one", `/disclosures/${uuid(7503)}`, { as: "tiepnhan", full: true }],
  ["disclosure-late", `/disclosures/${uuid(7501)}`, { as: "lanhdao", full: true }],
  ["disclosure-decide", `/disclosures/${uuid(7501)}`, { as: "lanhdao", then: async (page) => { await page.getByRole("button", { name: "Quyết định" }).click(); await page.getByRole("radio", { name: "Đồng ý một phần" }).check(); } }],
  ["disclosure-deliver", `/disclosures/${uuid(7502)}`, { as: "tiepnhan", then: (page) => page.getByRole("button", { name: "Ghi việc giao" }).click() }],
  ["disclosure-open", `/disclosures/${uuid(7503)}`, { as: "tiepnhan", then: (page) => page.getByRole("button", { name: "Mở cho tài khoản khách" }).click() }],
  ["disclosure-guest", "/", { as: "khach" }],
  ["disclosure-receipt", `/disclosures/${uuid(7503)}`, { as: "tiepnhan", paper: true }],
  ["disclosure-refused", `/disclosures/${uuid(7504)}`, { as: "lanhdao", full: true }],
  ["disclosure-amend", `/disclosures/${uuid(7501)}`, { as: "tiepnhan", then: (page) => page.getByRole("button", { name: "Bổ sung, sửa yêu cầu" }).click() }],
  ["disclosure-papers", `/disclosures/${uuid(7501)}`, { as: "lanhdao", then: (page) => page.getByRole("button", { name: "Yêu cầu bổ sung giấy tờ" }).click() }],
  ["disclosure-withdraw", `/disclosures/${uuid(7503)}`, { as: "tiepnhan", then: (page) => page.getByRole("button", { name: "Thu hồi: Thanh tra Minh Họa" }).click() }],
  ["disclosure-none", "/disclosures", { as: "lanhdao", then: async (page) => { await page.getByRole("button", { name: "Đã đóng" }).click(); await page.getByText("Không có yêu cầu nào").waitFor(); } }],
  ["disclosure-chart", one, { as: "tiepnhan", then: (page) => page.getByRole("heading", { name: "Yêu cầu cung cấp hồ sơ" }).scrollIntoViewIfNeeded() }],
  ["register", "/disclosures/register", { as: "lanhdao", paper: true, full: true, then: async (page) => { await page.getByLabel("Từ ngày").fill("01/01/2026"); await page.getByLabel("Đến hết ngày").fill("31/12/2026"); await page.getByRole("button", { name: "Xem", exact: true }).click(); await page.getByRole("table").waitFor(); } }],
  ["labels", "/labels", { as: "raquyen" }],
  ["consents", one, { full: true }],
  ["consent-give", one, { then: async (page) => { await page.getByRole("button", { name: "Ghi nhận đồng ý" }).click(); await page.getByLabel(/^Đồng ý việc gì/).selectOption("PATIENT_APP"); await page.getByLabel("Ai đồng ý hoặc rút lại").selectOption("REPRESENTATIVE"); } }],
  ["consent-withdraw", one, { then: (page) => page.getByRole("button", { name: /^Rút lại:/ }).click() }],
  ["consent-sheet", one, { paper: true, then: (page) => page.getByRole("button", { name: /^Xem, in phiếu/ }).first().click() }],
  ["privacy-requests", "/privacy", { as: "raquyen", full: true }],
  ["privacy-request", "/privacy", { as: "raquyen", then: async (page) => { await page.getByRole("button", { name: "Xóa dữ liệu" }).click(); await page.getByRole("button", { name: "Trả lời" }).first().click(); } }],
  ["privacy-answer", "/privacy", { as: "raquyen", paper: true, then: (page) => page.getByRole("button", { name: "Xem dữ liệu" }).last().click() }],
  ["privacy-take", "/privacy", { as: "raquyen", then: (page) => page.getByRole("button", { name: "Tiếp nhận yêu cầu" }).click() }],
  ["privacy-breach", "/privacy", { as: "raquyen", full: true, paper: true, then: async (page) => { await page.getByRole("button", { name: "Sự cố lộ dữ liệu" }).click(); await page.getByLabel("Từ lúc").fill("19/11/2026 00:00"); await page.getByLabel("Trước lúc").fill("21/11/2026 00:00"); await page.getByLabel("Biết về sự cố lúc").fill("21/11/2026 08:00"); await page.getByRole("button", { name: "Lập gói số liệu" }).click(); await page.getByRole("table").first().waitFor(); } }],
  ["privacy-texts", "/privacy", { as: "raquyen", full: true, then: (page) => page.getByRole("button", { name: "Phiếu đồng ý" }).click() }],
  ["privacy-edit", "/privacy", { as: "raquyen", then: async (page) => { await page.getByRole("button", { name: "Phiếu đồng ý" }).click(); await page.getByRole("button", { name: /^Soạn phiếu/ }).click(); } }],
  ["privacy-register", "/privacy", { as: "raquyen", full: true, paper: true, then: (page) => page.getByRole("button", { name: "Sổ xử lý dữ liệu" }).click() }],
  ["label-edit", "/labels", { as: "raquyen", then: (page) => page.getByRole("button", { name: "HIV/AIDS" }).click() }],
  ["bar-officer", "/audit", { as: "raquyen" }],
  ["bar-clerk", "/disclosures", { as: "tiepnhan" }],
  ["bar-director", "/staff", { as: "lanhdao" }],
  ["bar-administrator", "/audit", { as: "quantri" }],
  ["emergencies", "/emergencies", { as: "raquyen" }],
  ["judge", "/emergencies", { as: "raquyen", then: (page) => page.getByRole("button", { name: /^Xem xét: / }).first().click() }],
  ["break-glass", `/patients/${uuid(2)}`, { then: (page) => page.getByRole("button", { name: "Mở khẩn cấp" }).click() }],
  ["explain", "/staff/explain", { as: "raquyen", full: true, then: async (page) => { await page.getByLabel(/^Tên hoặc/).fill("phan"); await page.getByRole("button", { name: "Tìm người" }).click(); await page.getByRole("button", { name: /Phan Quốc Bảo/ }).click(); await page.getByLabel(/^Mã người bệnh hoặc/).fill("BN0001"); await page.getByRole("button", { name: "Xem vì sao" }).click(); } }],
  ["audit", "/audit", { as: "quantri", then: async (page) => { await page.getByRole("button", { name: "Ai đã mở hồ sơ" }).click(); await page.getByLabel(/^Mã người bệnh, BHYT/).fill("BN0001"); await page.getByRole("button", { name: "Xem", exact: true }).click(); await page.getByRole("table").waitFor(); } }],
  ["audit-deeds", "/audit", { as: "quantri", then: async (page) => { await page.getByRole("button", { name: "Một người đã làm gì" }).click(); await page.getByLabel("Tên đăng nhập").fill("bs.noi"); await page.getByRole("button", { name: "Xem", exact: true }).click(); await page.getByRole("table").waitFor(); } }],
  ["audit-refusals", "/audit", { as: "quantri", then: async (page) => { await page.getByRole("button", { name: "Bị từ chối, thất bại" }).click(); await page.getByRole("button", { name: "Xem", exact: true }).click(); await page.getByRole("table").waitFor(); } }],
  ["audit-anomalies", "/audit", { as: "quantri", then: async (page) => { await page.getByRole("button", { name: "Bất thường" }).click(); await page.getByRole("button", { name: "Xem", exact: true }).click(); await page.getByRole("table").waitFor(); } }],
  ["deliveries", "/deliveries", { as: "quantri", full: true }],
  ["destructions", "/destructions", { as: "luutru" }],
  ["destructions-choose", "/destructions", { as: "luutru", full: true, then: (page) => page.getByRole("button", { name: "Lập danh mục" }).click() }],
  ["destructions-one", `/destructions/${uuid(7830)}`, { as: "luutru", full: true }],
  ["destructions-appraise", `/destructions/${uuid(7831)}`, { as: "luutru", full: true, then: (page) => page.getByRole("button", { name: "Ghi kết quả thẩm định" }).click() }],
  ["destructions-running", `/destructions/${uuid(7833)}`, { as: "luutru", full: true }],
  ["destructions-approve", `/destructions/${uuid(7832)}`, { as: "lanhdao", full: true, then: (page) => page.getByRole("button", { name: "Phê duyệt", exact: true }).click() }],
  ["exports", "/exports", { as: "luutru" }],
  ["exports-begin", "/exports", { as: "luutru", full: true, then: (page) => page.getByRole("button", { name: "Xuất mới" }).click() }],
  ["folder-received", `/patients/${uuid(3)}/folder/${uuid(7709)}`, { as: "luutru", full: true }],
  ["exports-take-in", "/exports", { as: "luutru", full: true, then: (page) => takeIn(page, 0) }],
  ["exports-take-in-faults", "/exports", { as: "luutru", full: true, then: (page) => takeIn(page, 1) }],
  ["received-pack", `/received/${uuid(7820)}`, { as: "luutru", full: true }],
  ["received-pack-taking", `/received/${uuid(7821)}`, { as: "luutru" }],
  ["received-pack-record", `/received/${uuid(7820)}`, { as: "luutru", full: true, then: (page) => page.getByRole("button", { name: "Xem" }).nth(2).click() }],
  ["exports-one", `/exports/${uuid(7810)}`, { as: "luutru", full: true }],
  ["exports-running", `/exports/${uuid(7811)}`, { as: "luutru" }],
  ["imports", "/imports", { as: "hoso", full: true }],
  ["import", `/imports/${uuid(650_000)}`, { as: "hoso", full: true }],
  ["sources", "/sources", { as: "quantri" }],
  ["source", `/sources/${uuid(9101)}`, { as: "quantri", full: true, then: async (page) => { await page.getByLabel(/^Dán bản tin/).fill("MSH|"); await page.getByRole("button", { name: "Thử", exact: true }).click(); await page.getByRole("button", { name: "Xem các lần sửa" }).click(); } }],
  ["keys", `/sources/${uuid(9100)}`, { as: "quantri", then: (page) => page.getByRole("region", { name: "Khóa" }).scrollIntoViewIfNeeded() }],
  ["key-new", `/sources/${uuid(9100)}`, { as: "quantri", then: (page) => page.getByRole("button", { name: "Tạo khóa" }).click() }],
  ["key-replace", `/sources/${uuid(9100)}`, { as: "quantri", then: (page) => page.getByRole("button", { name: "Thay khóa Máy chủ HIS 2" }).click() }],
  ["guide", `/sources/${uuid(9101)}`, { as: "quantri", full: true, then: async (page) => { await page.getByRole("button", { name: "Xem hướng dẫn" }).click(); await page.waitForTimeout(300); } }],
  ["pull", `/sources/${uuid(9104)}`, { as: "quantri", full: true }],
  ["pull-guide", `/sources/${uuid(9104)}`, { as: "quantri", full: true, then: async (page) => { await page.getByRole("button", { name: "Xem hướng dẫn" }).click(); await page.waitForTimeout(300); await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; })); } }],
  ["rest-guide", `/sources/${uuid(9100)}`, { as: "quantri", full: true, then: async (page) => { await page.getByRole("button", { name: "Xem hướng dẫn" }).click(); await page.waitForTimeout(300); await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; })); } }],
  ["source-new", "/sources/new", { as: "quantri", full: true }],
  ["message", `/messages/${uuid(900100)}`, { as: "quantri" }],
  ["messages", "/messages", { as: "hoso", then: async (page) => { await page.getByRole("button", { name: "Tìm", exact: true }).click(); await page.waitForTimeout(300); } }],
  ["content", `/messages/${uuid(900100)}`, { as: "hoso", then: async (page) => { await page.getByRole("button", { name: "Xem nội dung" }).click(); await page.getByRole("button", { name: /PID-5/ }).click(); } }],
  ["correct", `/messages/${uuid(900100)}/correct`, { as: "hoso", then: async (page) => { const box = page.getByRole("textbox", { name: /mỗi đoạn/ }); await box.fill((await box.inputValue()).replace("BN-SAI", "BN-DUNG")); await page.getByRole("button", { name: "Chạy thử" }).click(); } }],
  ["replays", "/replays", { as: "hoso", then: (page) => page.getByRole("button", { name: "Chạy thử" }).click() }],
  ["traffic", "/traffic", { as: "quantri" }],
  ["sender", "/traffic/s1", { as: "quantri" }],
  ["search", one, { then: async (page) => { await page.keyboard.press("/"); await page.keyboard.type("nguyen"); await page.waitForTimeout(400); await page.keyboard.press("ArrowDown"); } }],
  ["idle-locked", one, { clock: true, then: (page) => locked(page) }],
  ["idle-back", one, { clock: true, then: async (page) => { await locked(page); await page.getByLabel("Tên đăng nhập").fill("bacsi"); await page.getByLabel("Mật khẩu").fill("minh-hoa"); await page.getByRole("button", { name: "Đăng nhập", exact: true }).first().click(); if ((await page.getByLabel("Thông tin lâm sàng").inputValue()) !== TYPED) throw new Error("what was typed is lost"); } }],
  ["shortcuts", "/", { then: (page) => page.keyboard.press("?") }],
  ["password", "/", { as: "moi" }],
  ["factor-code", "/", { as: "themma" }],
  ["factor-set-up", "/", { as: "chuama", full: true, then: (page) => page.getByRole("button", { name: "Bắt đầu thiết lập" }).click() }],
  ["factor-recovery", "/", { as: "chuama", full: true, then: async (page) => { await page.getByRole("button", { name: "Bắt đầu thiết lập" }).click(); await page.getByLabel("Mã xác thực").fill("123456"); await page.getByRole("button", { name: "Xác nhận" }).click(); } }],
  ["account", "/account", { as: "quantri" }],
  ["account-of-doctor", "/account", {}],
  ["reviews", "/staff/reviews", { as: "raquyen" }],
  ["review-next", "/staff/reviews/next", { as: "raquyen", full: true }],
  ["review-closed", `/staff/reviews/${uuid(7601)}`, { as: "raquyen", full: true }],
  ["review-paper", `/staff/reviews/${uuid(7601)}`, { as: "raquyen", full: true, then: (page) => page.emulateMedia({ media: "print" }) }],
  ["account-acts", `/staff/${uuid(2)}`, { as: "nhansu", full: true }],
  ["account-new", "/staff", { as: "nhansu", then: (page) => page.getByRole("button", { name: "Tạo tài khoản" }).click() }],
  ["people-file", "/staff", { as: "nhansu", then: async (page) => { await page.getByRole("button", { name: "Nạp danh sách" }).click(); await page.getByLabel("Chọn tệp").setInputFiles({ name: "nhan-su.csv", mimeType: "text/csv", buffer: Buffer.from("username,name") }); await page.getByText("Tạo các tài khoản này").waitFor(); } }],
  ["account-remove", "/account", { as: "quantri", then: (page) => page.getByRole("button", { name: "Bỏ", exact: true }).last().click() }],
  ["factor-outside", "/", { as: "ngoaimang" }],
  ["allergies", `/patients/${uuid(2)}`, { then: (page) => page.getByRole("button", { name: /^Dị ứng:/ }).click() }],
  ["movement-transfer", one, { then: async (page) => { await page.getByRole("button", { name: "Chuyển khoa", exact: true }).click(); await page.getByRole("radio").first().check(); } }],
  ["movement-place", one, { then: (page) => page.getByRole("button", { name: "Đổi buồng, giường", exact: true }).click() }],
  ["movement-handover", one, { then: async (page) => {
    await page.getByRole("button", { name: "Chuyển khoa", exact: true }).click();
    await page.getByRole("radio").first().check();
    await page.getByRole("button", { name: "Lưu", exact: true }).click();
    await page.getByText("43/BV2").waitFor();
  } }],
  ["movement-discharge", one, { then: async (page) => {
    await page.getByRole("button", { name: "Ra viện", exact: true }).click();
    await page.getByLabel("Loại ra viện").selectOption("2");
    await page.getByRole("button", { name: "Lưu", exact: true }).click();
  } }],
  ["movement-conflict", one, { then: async (page) => {
    await page.getByRole("button", { name: /^Sửa: Chuyển khoa/ }).click();
    await page.getByLabel("Giường", { exact: true }).fill("03");
    await page.getByLabel("Lý do sửa").fill("Ghi nhầm giường");
    movedElsewhere({ bed: "02" });
    await page.getByRole("button", { name: "Lưu", exact: true }).click();
    await page.getByText(/Vừa được sửa ở nơi khác/).waitFor();
  } }],
  ["movements", one, { then: (page) => page.getByText("Chuyển khoa, ra viện do nhân viên ghi").evaluate((e) => e.scrollIntoView({ block: "center" })) }],
  ["procedures", `${one}/treatment/procedures`, {}],
  ["procedure", `${one}/treatment/${uuid(8690)}`, {}],
  ["procedure-form", `${one}/treatment/procedures`, { then: (page) => page.getByRole("button", { name: "Ghi phẫu thuật, thủ thuật" }).click() }],
  ["problems", one, { then: (page) => page.getByRole("button", { name: "Mở danh sách" }).click() }],
  ["problem-form", one, { full: true, then: async (page) => { await page.getByRole("button", { name: "Mở danh sách" }).click(); await page.getByRole("button", { name: /^Sửa: I10/ }).click(); } }],
  ["problem-conflict", one, { full: true, then: async (page) => {
    await page.getByRole("button", { name: "Mở danh sách" }).click();
    await page.getByRole("button", { name: /^Sửa: I10/ }).click();
    await page.getByLabel("Lý do sửa").fill("Bổ sung");
    problemElsewhere({ text: "Tăng huyết áp độ 2" });
    await page.getByRole("button", { name: "Lưu", exact: true }).click();
    await page.getByText(/Vừa được sửa ở nơi khác/).waitFor();
    problemElsewhere(undefined);
  } }],
  ["allergies-banner", `/patients/${uuid(2)}`, {}],
  ["allergies-none-known", `/patients/${uuid(3)}`, { then: (page) => page.getByRole("button", { name: /^Dị ứng:/ }).click() }],
  ["allergies-nothing", one, { then: (page) => page.getByRole("button", { name: /^Dị ứng:/ }).click() }],
  ["allergy-form", `/patients/${uuid(2)}`, { then: async (page) => { await page.getByRole("button", { name: /^Dị ứng:/ }).click(); await page.getByRole("button", { name: "Sửa: Penicillin" }).click(); } }],
  ["allergy-take-back", `/patients/${uuid(2)}`, { then: async (page) => { await page.getByRole("button", { name: /^Dị ứng:/ }).click(); await page.getByRole("button", { name: "Thu hồi: Penicillin" }).click(); } }],
  ["care", one, { then: (page) => page.getByRole("heading", { name: "Nhóm điều trị" }).scrollIntoViewIfNeeded() }],
  ["care-form", one, { then: async (page) => { await page.getByRole("button", { name: "Mời hội chẩn" }).click(); await page.getByLabel(/^Tìm đồng nghiệp/).fill("do hai"); await page.getByRole("radio").first().check(); await page.getByLabel("Số ngày (1–90)").fill("91"); await page.getByRole("dialog").getByRole("button", { name: "Mời hội chẩn" }).click(); } }],
  ["emergency", "/", { as: "ngoaigio", then: async (page) => { await page.getByLabel("Lý do khẩn cấp").fill("ngắn"); await page.getByRole("button", { name: "Mở hệ thống 4 giờ" }).click(); } }],
  ["not-printed", one, { as: "hocvien", then: async (page) => { await page.emulateMedia({ media: "print" }); const paper = await page.locator("main").innerText(); if (!/^Tổng quan\s+Tài khoản này không được in hồ sơ\.$/.test(paper)) throw new Error("printed without the right"); } }],
];
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SIZES = [["390", 390, 844], ["1280", 1280, 800], ["1440", 1440, 900], ["1920", 1920, 1080]];

mkdirSync(folder, { recursive: true });
const server = await serve();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
const here = `http://127.0.0.1:${server.port}`;
const complaints = [];
for (const [size, width, height] of SIZES) {
  for (const [name, path, { as = "bacsi", then, full = false, clock = false, paper = false } = {}] of PAGES) {
    const file = `${name}-${size}`;
    if (!new RegExp(only).test(file)) continue;
    resetSheets();
    resetMovements();
    resetSigning();
    resetPatientSigning();
    const context = await browser.newContext({ viewport: { width, height }, locale: "vi-VN", timezoneId: "Europe/Berlin" });
    if (as) await context.addCookies([{ name: "emr_fake", value: as, url: here }]);
    const page = await context.newPage();
    page.on("console", (m) => m.type() === "error" && !/4(0[1349]|22)/.test(m.text()) && complaints.push(`${file}: ${m.text()}`));
    page.on("pageerror", (e) => complaints.push(`${file}: ${e.message}`));
    page.on("request", (r) => r.url().startsWith(here) || r.url().startsWith(`blob:${here}`) || /^chrome(-extension)?:/.test(r.url()) || complaints.push(`${file}: ${r.url()}`));
    if (clock) await page.clock.install();
    await page.goto(here + path, { waitUntil: "networkidle" });
    await then?.(page);
    await page.waitForTimeout(250);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) complaints.push(`${file}: page is ${wide} px too wide`);
    const low = await page.evaluate(() => [...document.querySelectorAll("dialog[open]")].some((layer) => layer.getBoundingClientRect().bottom > innerHeight + 1));
    if (low) complaints.push(`${file}: a layer ends below the screen and cannot be scrolled`);
    await page.evaluate(AXE);
    const found = await page.evaluate(() => globalThis.axe.run());
    for (const v of found.violations) complaints.push(`${file}: ${v.id} ${v.nodes.slice(0, 3).map((n) => n.html).join(" ")}`);
    await page.screenshot({ path: `${folder}/${file}.png`, fullPage: full });
    if (paper && width === 1280) await page.pdf({ path: `${folder}/${name}.pdf`, preferCSSPageSize: true });
    await context.close();
  }
}
await browser.close();
if (new RegExp(only).test("images-plain")) await plain();
server.close();
console.log(complaints.length > 0 ? complaints.join("\n") : "no complaint");
process.exitCode = complaints.length > 0 ? 1 : 0;
