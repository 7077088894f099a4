import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { PIN, resetSigning } from "../../testing/fake/signing.mjs";
import { FIRST, healthy, openHospital, sent, uuid, visit } from "../testing/hospital";
import { words } from "./words";

const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole("button", { name }));
const document_ = (n: number) => `/signed-documents/${uuid(9870 + n)}`;
const file = (name: string, size: number) => new File(["x".repeat(size)], name);
const choose = async (label: string | RegExp, chosen: File) => fireEvent.change(await screen.findByLabelText(label), { target: { files: [chosen] } });

beforeEach(resetSigning);

describe("a signed document", () => {
  it("is verified by whoever holds its code, with the items of the law and without a word about the patient", async () => {
    openHospital("");
    visit(document_(1));
    const one = await screen.findByRole("listitem", { name: "1. Trần Văn Kiên" });
    for (const item of ["Tổ chức chứng thực (CA)", "Người ký", "Đơn vị quản lý", "Thời điểm ký", "Dấu thời gian", "Tính toàn vẹn", "Chứng thư tại thời điểm ký", "Thời hạn chứng thư"]) within(one).getByText(item);
    within(one).getByText("Nội dung không bị sửa từ khi ký");
    screen.getByText("Còn giá trị hiện hành.");
    expect(document.body.textContent).not.toContain(FIRST.name);
    expect(document.title).toBe("Tra cứu văn bản đã ký – EMR");
    await healthy();
    fireEvent.click(screen.getByRole("link", { name: "Đăng nhập" }));
    await screen.findByLabelText("Tên đăng nhập");
  });

  it.each([
    [2, "PHIẾU ĐIỀU TRỊ – một diễn biến"],
    [3, "Đã có bản mới hơn."],
    [4, "Văn bản này chưa có chữ ký số."],
  ])("says what it is and whether it stands: %i", async (n, said) => {
    openHospital("");
    visit(document_(n));
    await screen.findByText(said);
  });

  it("that nobody made is not found", async () => {
    openHospital("");
    visit(document_(99));
    expect((await screen.findByRole("alert")).textContent).toContain("Không có văn bản nào mang mã này.");
  });

  it("is told of in English too", async () => {
    openHospital("");
    visit(document_(1), "en");
    await screen.findByText("1. Trần Văn Kiên: Valid.");
  });
});

describe("a file", () => {
  it("that was changed is not valid, and why; what is not known is said to be so", async () => {
    openHospital();
    visit("/verify-signature");
    await choose("Chọn tệp…", file("benh-an.pdf", 3));
    await screen.findByText("1. Phan Quốc Bảo: Không hợp lệ.");
    screen.getByText("Nội dung không khớp với những gì đã ký.");
    screen.getByText("2. Người lạ: Chưa khẳng định được.");
    screen.getByText("Chứng thư không dẫn về CA nào mà cơ sở tin cậy.");
    expect(screen.queryByText("Còn giá trị hiện hành.")).toBeNull();
    await healthy();
  });

  it("with a picture of a signature has none", async () => {
    const hospital = openHospital();
    visit("/verify-signature");
    await choose("Chọn tệp…", file("anh.pdf", 1));
    await screen.findByText("Tệp này không có chữ ký số; hình ảnh chữ ký không phải là chữ ký số.");
    expect(sent(hospital, "/signatures/verification").headers["Content-Type"]).toBe("application/octet-stream");
  });

  it("may be dropped on the page", async () => {
    openHospital();
    visit("/verify-signature");
    fireEvent.drop(await screen.findByRole("region", { name: "Kiểm tra chữ ký của tệp" }), { dataTransfer: { files: [file("cu.pdf", 5)] } });
    await screen.findByText("Đúng là tệp đã lưu, nhưng sau đó còn thêm chữ ký.");
  });

  it("that is too large is not sent", async () => {
    const hospital = openHospital();
    visit("/verify-signature");
    const large = file("lon.pdf", 1);
    Object.defineProperty(large, "size", { value: 25 * 1024 ** 2 + 1 });
    await choose("Chọn tệp…", large);
    await screen.findByText("Tệp lớn quá 25 MB.");
    expect(hospital.asked.some(({ path }) => path === "/signatures/verification")).toBe(false);
  });
});

describe("certificates", () => {
  it("are listed with the days they have left, and ended only after it is confirmed", async () => {
    const hospital = openHospital();
    visit("/signing/keys");
    await screen.findByText("Hết hạn");
    screen.getByText("19 ngày");
    await healthy();
    await press("Thôi dùng: Phan Quốc Bảo (cũ)");
    expect(hospital.asked.some(({ method }) => method === "DELETE")).toBe(false);
    fireEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Thôi dùng" }));
    await waitFor(() => expect(screen.queryByText("Phan Quốc Bảo (cũ)")).toBeNull());
  });

  it("are registered by their file and PIN, which is forgotten when it is wrong", async () => {
    const hospital = openHospital();
    visit("/signing/keys");
    await press("Đăng ký chứng thư số");
    await choose("Chọn tệp…", file("khoa.p12", 5));
    fireEvent.change(screen.getByLabelText("Mã PIN của tệp"), { target: { value: "1" } });
    await press("Đăng ký");
    await screen.findByText("Mã PIN không mở được tệp này.");
    expect(screen.getByLabelText<HTMLInputElement>("Mã PIN của tệp").value).toBe("");
    fireEvent.change(screen.getByLabelText("Mã PIN của tệp"), { target: { value: PIN } });
    await press("Đăng ký");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(sent(hospital, "/signing/keys").body).toEqual({ file: btoa("xxxxx"), pin: PIN });
  });

  it("of facilities are registered by who configures, who has no own", async () => {
    openHospital("quantri");
    visit("/signing/keys");
    await press("Đăng ký con dấu số");
    expect(screen.queryByRole("button", { name: "Đăng ký chứng thư số" })).toBeNull();
    const facility = await screen.findByRole("option", { name: "Bệnh viện Đa khoa Minh Họa" });
    fireEvent.change(screen.getByLabelText("Cơ sở"), { target: { value: (facility as HTMLOptionElement).value } });
    await choose("Chọn tệp…", file("dau.p12", 5));
    fireEvent.change(screen.getByLabelText("Mã PIN của tệp"), { target: { value: PIN } });
    await press("Đăng ký");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(screen.getAllByText("Bệnh viện Đa khoa Minh Họa").length).toBeGreaterThan(1);
  });
});

describe("authorities", () => {
  it("are added by a file and removed after it is confirmed, by who configures", async () => {
    const hospital = openHospital("quantri");
    visit("/trusted-certificates");
    await press("Thêm CA");
    await choose("Chọn tệp…", file("ca.cer", 4));
    fireEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Thêm CA" }));
    await screen.findByText("CA Mới Minh Họa");
    expect(sent(hospital, "/trusted-certificates").body).toEqual({ certificate: btoa("xxxx") });
    await healthy();
    await press("Gỡ: CA Minh Họa");
    fireEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Gỡ" }));
    await waitFor(() => expect(screen.queryByRole("button", { name: "Gỡ: CA Minh Họa" })).toBeNull());
  });

  it("are only seen by who signs", async () => {
    openHospital();
    visit("/trusted-certificates");
    await screen.findByText("CA gốc Minh Họa");
    expect(screen.queryByRole("button", { name: /^Gỡ|Thêm CA/ })).toBeNull();
  });
});

describe("codes of the server", () => {
  it("have their words: every reason of the library, and every warning", () => {
    const reasons = "FORMAT_FAILURE HASH_FAILURE SIG_CRYPTO_FAILURE REVOKED EXPIRED NOT_YET_VALID SIG_CONSTRAINTS_FAILURE CHAIN_CONSTRAINTS_FAILURE CERTIFICATE_CHAIN_GENERAL_FAILURE CRYPTO_CONSTRAINTS_FAILURE POLICY_PROCESSING_ERROR SIGNATURE_POLICY_NOT_AVAILABLE TIMESTAMP_ORDER_FAILURE NO_SIGNING_CERTIFICATE_FOUND NO_CERTIFICATE_CHAIN_FOUND NO_CERTIFICATE_CHAIN_FOUND_NO_POE REVOKED_NO_POE REVOKED_CA_NO_POE OUT_OF_BOUNDS_NOT_REVOKED OUT_OF_BOUNDS_NO_POE REVOCATION_OUT_OF_BOUNDS_NO_POE CRYPTO_CONSTRAINTS_FAILURE_NO_POE NO_POE TRY_LATER SIGNED_DATA_NOT_FOUND NOT_PASSED CHANGED";
    for (const reason of reasons.split(" ")) expect(words.vi).toHaveProperty([`reason.${reason}`]);
    const java = Object.values(import.meta.glob("../../../../../../emr-core/src/main/java/vn/emr/core/signature/{Certificates,Making,Check}.java", { query: "?raw", import: "default", eager: true }) as Record<string, string>).join("\n");
    const warnings = [...java.matchAll(/"((?:CERTIFICATE|KEY|OCSP|REVOCATION|TIMESTAMP)_[A-Z_]+)"/g)].map(([, code]) => code!);
    expect(new Set(warnings).size).toBeGreaterThan(10);
    for (const warning of warnings) expect(words.vi).toHaveProperty([`warning.${warning}`]);
    const roles = Object.values(import.meta.glob("../../../../../../emr-core/src/main/java/vn/emr/core/form/SigningPlace.java", { query: "?raw", import: "default", eager: true }) as Record<string, string>).join("\n");
    for (const [, role] of roles.slice(0, roles.indexOf("private static")).matchAll(/"([A-Z_]+)"/g)) expect(words.vi).toHaveProperty([`signerRole.${role!}`]);
  });
});
