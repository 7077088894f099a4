# sh ban-giao.sh TEP
cp "$1" "{folder}/{file}.tmp"
mv "{folder}/{file}.tmp" "{folder}/{file}"
until find "{folder}/done" "{folder}/failed" -name '*-{file}' 2>/dev/null | grep .; do sleep 1; done
