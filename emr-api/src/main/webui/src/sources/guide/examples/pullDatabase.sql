create schema if not exists emr;
create view emr.v_luot_kham as
  select k.id, k.so_vao_vien, b.ma_bn, b.ho_ten, b.ngay_sinh, b.gioi_tinh,
         greatest(k.ngay_sua, b.ngay_sua) as ngay_sua
  from his.luot_kham k join his.nguoi_benh b on b.id = k.nguoi_benh_id;
create role {reader} login password 'doi-mat-khau-nay';
grant usage on schema emr to {reader};
grant select on emr.v_luot_kham to {reader};
