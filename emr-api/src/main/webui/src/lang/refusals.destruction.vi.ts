/** Refusals about destroying records, in Vietnamese. */
export const destructionRefusalsVi: Record<string, string> = {
  "destroyed by decision, minutes number {number}": "Hồ sơ đã tiêu hủy theo biên bản số {number}.",
  "its content was destroyed with the record it told of": "Nội dung đã tiêu hủy cùng hồ sơ mà bản tin nói về.",
  "which records, and on what ground": "Cần chọn hồ sơ và ghi căn cứ.",
  "1 to 200 records": "Từ 1 đến 200 hồ sơ.",
  "records are destroyed by who belongs to their facility": "Chỉ người thuộc cơ sở của hồ sơ mới lập danh mục tiêu hủy.",
  "the version that was seen, the members, and a result for each record": "Cần phiên bản đã xem, thành viên và kết quả của từng hồ sơ.",
  "three to nine members": "Từ ba đến chín thành viên.",
  "one result for each record of the list": "Mỗi hồ sơ trong danh mục cần đúng một kết quả.",
  "a day to come, until which it is kept": "Ngày giữ tiếp phải sau hôm nay.",
  "two others approve, who had no part in the list": "Người lập danh mục, người ghi thẩm định và người đã phê duyệt không phê duyệt được; cần hai người khác.",
  "somebody acted meanwhile, or this is not the next step": "Có người vừa thao tác, hoặc đây không phải bước tiếp theo; hãy tải lại.",
};
