/** Words of what was done in visits, and of visits that several systems tell. */
export const treatmentVi = {
  "tellers.title": "Các hệ thống nói gì ({n})",
  "tellers.differing": "Khác nhau: {x}",
  "tellers.differs": "các hệ thống nói khác nhau",
  "tellers.class": "Loại lượt",
  "tellers.status": "Trạng thái",
  "tellers.start": "Giờ vào",
  "tellers.end": "Giờ ra",
  "tellers.department": "Khoa",
  "tellers.reason": "Lý do",
  "tellers.at": "Nói lúc",
};
