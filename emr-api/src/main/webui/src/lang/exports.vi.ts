/** Words of records that are taken out as data. */
export const exportsVi = {
  "exports.takeOut": "Xuất dữ liệu",
  "exports.one": "Toàn bộ hồ sơ bệnh án này dưới dạng dữ liệu HoSoBenhAn (phụ lục CV 365/TTYQG-GPQLCL), gồm nội dung đã hoàn tất và dữ liệu từ các hệ thống; tờ còn nháp không có trong tệp.",
  "exports.traced": "Mỗi lần xuất đều được ghi vết. Tên tệp không chứa thông tin người bệnh; hãy giữ tệp như giữ hồ sơ.",
  "exports.xml": "Tải XML",
  "exports.json": "Tải JSON",
};
