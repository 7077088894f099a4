import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { chartPath, FIRST, healthy, openHospital, uuid, visit } from "../testing/hospital";

describe("accessibility", () => {
  const pages: [string, string, Parameters<typeof openHospital>[0], string | RegExp][] = [
    ["access log", "/audit", "quantri", "Xem"],
    ["staff", "/staff", "nhansu", "Phan Quốc Bảo"],
    ["one person", `/staff/${uuid(1)}`, "nhansu", "Vai trò trước đây"],
    ["roles", "/roles", "nhansu", "Mục đích xem hồ sơ"],
    ["why a record opens", "/staff/explain", "raquyen", "Tìm người"],
    ["requests for records", "/disclosures", "tiepnhan", "2026-00004"],
    ["one request", `/disclosures/${uuid(7503)}`, "tiepnhan", "Đã mở cho khách"],
    ["register of requests", "/disclosures/register", "lanhdao", "Từ ngày"],
    ["what a guest reads", "/", "khach", "2026-00003"],
    ["personal data", "/privacy", "raquyen", "quá hạn"],
    ["labels", "/labels", "raquyen", "HIV/AIDS"],
    ["emergencies", "/emergencies", "raquyen", "Ngừng tim tại sảnh"],
    ["deliveries", "/deliveries", "quantri", "Topic Kafka được đọc"],
    ["exports", "/exports", "luutru", "Sở Y tế Minh Họa"],
    ["destructions", "/destructions", "luutru", "Kế hoạch 12/KH-BV"],
    ["one destruction", `/destructions/${uuid(7830)}`, "luutru", "LT/2014/000017"],
    ["one export", `/exports/${uuid(7810)}`, "luutru", "Tải phần 1"],
    ["imports", "/imports", "hoso", "Các tệp đã nhập"],
    ["one import", `/imports/${uuid(650_000)}`, "hoso", "XML1/MA_LK"],
    ["sign-in", "/", "", "Tài khoản dùng thử"],
    ["patients", "/", "bacsi", FIRST.name],
    ["overview", chartPath(), "bacsi", "NGUYỄN THỊ ÁNH TUYẾT"],
    ["timeline", chartPath("timeline"), "bacsi", "Toàn bộ"],
    ["laboratory", chartPath("laboratory"), "bacsi", "Kali"],
    ["reports", chartPath("reports"), "bacsi", "14 trên 25"],
    ["one report", chartPath(`reports/${uuid(5003)}`), "bacsi", "Các lần cập nhật"],
    ["studies", chartPath("studies"), "bacsi", "Siêu âm tim qua thành ngực"],
    ["medicines", chartPath("treatment"), "bacsi", "Furosemid"],
    ["services", chartPath("treatment/procedures"), "bacsi", "Siêu âm Doppler tim"],
    ["the course", chartPath("treatment/notes"), "bacsi", "Đỡ khó thở"],
    ["papers", chartPath("treatment/papers"), "bacsi", "Tổng hợp đợt khám"],
    ["one paper", chartPath(`treatment/${uuid(8800)}`), "bacsi", "Số lưu trữ"],
    ["insurance cards", chartPath("treatment/cards"), "bacsi", "Còn giá trị"],
    ["documents", chartPath("documents"), "bacsi", "Giấy ra viện"],
    ["one sheet", chartPath(`sheets/${uuid(9801)}`), "bacsi", "Quá trình bệnh lý"],
    ["a new sheet", chartPath(`record-folders/${uuid(9800)}/sheets/new/01-BV1`), "bacsi", "Quá trình bệnh lý"],
    ["catalogue of forms", "/forms", "bacsi", "13/BV2"],
    ["catalogues", "/catalogues", "luutru", "^Bệnh tật"],
    ["parked", "/parked", "quantri", "UNKNOWN_PATIENT|Chưa có người bệnh với mã này"],
    ["possible duplicates", "/worklists/duplicates", "luutru", "Gộp B vào A"],
    ["results of nobody", "/worklists", "luutru", "Chọn người bệnh"],
    ["not named yet", "/worklists/provisional", "luutru", "Chính là người này"],
    ["merged", "/worklists/links", "luutru", "Tách ra"],
    ["code mapping", "/worklists/codes", "luutru", "GLU2"],
    ["health", "/health", "quantri", "Cổng nhận"],
    ["sources", "/sources", "quantri", "Im lặng quá 30 phút"],
    ["settings of a sender", `/sources/${uuid(9101)}`, "quantri", "Mã hóa và chứng thư"],
    ["a new sender", "/sources/new", "quantri", "Nơi cấp mã người bệnh"],
    ["message", `/messages/${uuid(900100)}`, "quantri", "Diễn biến"],
    ["messages", "/messages", "hoso", "Mã người bệnh"],
    ["correct", `/messages/${uuid(900100)}/correct`, "hoso", "Chạy thử"],
    ["replays", "/replays", "hoso", "Chờ duyệt"],
    ["traffic", "/traffic", "quantri", "LIS Sao Mai"],
    ["sender", "/traffic/s1", "quantri", "OBX-14"],
    ["password", "/", "moi", "Mật khẩu mới"],
    ["outside hours", "/", "ngoaigio", "Lý do khẩn cấp"],
  ];
  it.each(pages)("the page %s has no violation", async (_name, path, as, text) => {
    openHospital(as);
    visit(path);
    await screen.findAllByText(new RegExp(String(text)));
    await healthy();
  });

  it.each(pages)("the page %s has its one heading while what it shows is still on its way", async (_name, path, as) => {
    openHospital(as);
    const answer = globalThis.fetch;
    const whoAmI = /\/(session\/refresh|me)$/;
    globalThis.fetch = (input, init) => (whoAmI.test(String(input)) ? answer(input, init) : new Promise(() => undefined));
    visit(path);
    expect(await screen.findAllByRole("heading", { level: 1 })).toHaveLength(1);
  });
});
