# sh gui-tep.sh TEP
name=$(basename "$1")
folder={folder}
sha256sum "$1" | sed "s#  .*#  $name#" >"$folder/$name.sha256"
cp "$1" "$folder/$name.tmp"
mv "$folder/$name.tmp" "$folder/$name"
until find "$folder/done" "$folder/failed" -name "$name" 2>/dev/null | grep .; do sleep 1; done
find "$folder/done" "$folder/failed" -name "$name.*" -exec cat {} +
