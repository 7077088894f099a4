/** What is refused of records of other hospitals. */
export const receivedRefusalsVi: Record<string, string> = {
  "a record may have 32 MiB": "Một hồ sơ có tối đa 32 MB",
  "the file has faults, so nothing of it was taken in": "Tệp có lỗi nên không nhập gì cả",
  "this is another file than the one that was looked at": "Đây không phải tệp đã xem trước",
  "this visit is in the record already as our own": "Đợt điều trị này là của chính bệnh viện và đã có trong hồ sơ",
  "the person here differs, and nobody said that they were compared": "Người bệnh ở đây khác với trong tệp, và chưa ai xác nhận đã đối chiếu",
  "the outcome is not known yet; take the file in again": "Chưa biết kết quả; hãy nhập lại tệp này, không có gì bị nhập hai lần",
};
