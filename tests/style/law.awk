# law.awk - find what belongs to a law in C sources. Reads, in this order: the allowed words, the packs, the sources.
#
# names    of more than 3 letters that a pack declares
# numbers  of 3 digits or more in an executed block, dates, texts and powers of ten apart
# texts    labels of 2 Chinese letters or more
# words    what the law is about in Chinese, listed below

BEGIN {
    split("source section fact param value points goal finding check paper holder date dispute calendar field each tool form", w, " ")
    for (i in w) noun[w[i]] = 1
    # words of the language that stand before a text
    split("ask hint note lead host item asked unseen usual answer choice meaning look about remedy because other reasons or headline message cite by from when of otherwise open bool int money percent date enum set months month none", w, " ")
    for (i in w) keyword[w[i]] = 1
    # what the law is about, in Chinese, whatever the labels say
    n_topics = split("居住证 积分 签注 社保 个税 学历 职称 技能 周岁 续办 缴费 婚 户籍 人才 落户 窗口 工资 单位 子女 配偶", topics, " ")
}

FNR == 1 { fence = 0; in_verdict = 0 }

FILENAME ~ /law-words\.txt$/ {
    if (!/^#/ && NF > 0)
        allowed[$1] = 1
    next
}

FILENAME ~ /^packs\// { read_pack(); next }

{ check_source() }

END {
    for (word in allowed)
        if (!(word in name) && !(word in number) && !(word in label) && !is_topic(word)) {
            print "tests/style/law-words.txt: '" word "' is no word of the law; leave it out"
            bad = 1
        }
    exit bad
}

function is_topic(word,    i) {
    for (i = 1; i <= n_topics; i++)
        if (topics[i] == word)
            return 1
    return 0
}

function read_pack(    line, word) {
    if (/^```/) {
        fence = /^```law/
        return
    }
    if (!fence)
        return
    line = $0
    if (/^[a-z]/)
        in_verdict = ($1 == "verdict")
    if ($1 in noun)
        add_name($2)
    if (in_verdict && /^  [a-z]/)
        add_name($1)
    read_labels(line)
    gsub(/"[^"]*"/, " ", line)
    sub(/#.*/, "", line)
    read_numbers(line)
}

function add_name(word) {
    sub(/:$/, "", word)
    if (word ~ /^[a-z][a-z_0-9]*$/ && length(word) > 3 && !(word in keyword))
        name[word] = 1
}

# A declaration's label is its first text; options are NAME "label" pairs in the body.
function read_labels(line,    word, text) {
    while (match(line, /[^ {,]+ "[^"]*"/)) {
        word = text = substr(line, RSTART, RLENGTH)
        line = substr(line, RSTART + RLENGTH)
        sub(/ .*/, "", word)
        sub(/^[^"]*"/, "", text)
        sub(/"$/, "", text)
        if (!(word in keyword))
            add_name(word)
        if ((!(word in keyword) || $1 in noun) && text !~ /^[ -~]*$/ && length(text) >= 6)
            label[text] = 1
    }
}

function read_numbers(line,    digits) {
    gsub(/[0-9]+-[0-9]+(-[0-9]+)?/, " ", line)
    gsub(/[a-z_][a-z_0-9]*/, " ", line)
    while (match(line, /[0-9]+(\.[0-9]+)?/)) {
        digits = substr(line, RSTART, RLENGTH)
        if (digits ~ /^[0-9][0-9][0-9]+$/ && digits !~ /^10+$/)
            number[digits] = 1
        line = substr(line, RSTART + RLENGTH)
    }
}

function refuse(what, word) {
    printf "%s:%d: %s of the law: %s\n", FILENAME, FNR, what, word
    bad = 1
}

function check_source(    line, word, text, i) {
    line = $0
    gsub(/[0-9]+(-|\/|\.|年)[0-9]+((-|\/|\.|月)[0-9]+)?/, " ", line)
    while (match(line, /[A-Za-z_0-9]+/)) {
        word = substr(line, RSTART, RLENGTH)
        line = substr(line, RSTART + RLENGTH)
        if ((word in name) && !(word in allowed))
            refuse("a name", word)
        if ((word in number) && !(word in allowed))
            refuse("a number", word)
    }
    if ($0 ~ /^[ -~\t]*$/)
        return
    text = $0
    gsub(/明白积分/, "", text)
    for (word in label)
        if (index(text, word) && !(word in allowed))
            refuse("a text", word)
    for (i = 1; i <= n_topics; i++)
        if (index(text, topics[i]) && !(topics[i] in allowed))
            refuse("a word", topics[i])
}
