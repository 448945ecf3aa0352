package dev.limner.app;

import dev.limner.problem.Words;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Something that whoever runs the program may set: in `server.yaml` by its key, in the environment as `LIMNER_` and
/// the key in capitals, and by the option of the same name.
enum Setting {
    PORT(Kind.WHOLE, "7788", "The port; 0 takes any free one.", "端口；0 表示任取空闲端口。"),
    HOST(
            Kind.TEXT,
            "127.0.0.1",
            "The address to listen at; another one needs an administrator.",
            "监听地址；改为其他地址前须先有管理员。"),
    PUBLIC_URL(
            Kind.TEXT,
            "",
            "What people call it by, such as https://limner.example.com, where a proxy stands in front.",
            "前置代理时的对外地址，例如 https://limner.example.com。"),
    ACCOUNTS(
            Kind.TEXT,
            "",
            "The folder of users and keys; accounts/ in the workspace where empty.",
            "存放用户与密钥的文件夹；留空则为工作区下的 accounts/。"),
    STORE_MEMORY(Kind.WHOLE, "450", "MB for the store, beside the Java heap.", "存储可用内存（MB），不含 Java 堆。"),
    STORE_THREADS(Kind.WHOLE, "0", "How many processors studies take; 0 for all.", "分析占用的处理器数；0 表示全部。"),
    LOG_FORMAT("text json", "text", "How log lines are written.", "日志格式。"),
    LOG_LEVEL("debug info warn error", "info", "From which level on lines are logged.", "日志级别下限。"),
    ACCESS_LOG("true false", "false", "Whether each request has a log line.", "是否为每个请求写日志。"),
    DISK_RESERVE(
            Kind.WHOLE,
            "512",
            "MB that stay free on the disk: below it nothing is collected or imported.",
            "磁盘须保留的空间（MB）：低于此值即停止采集和导入。"),
    INTAKE_BACKLOG(
            Kind.WHOLE, "64", "MB that may wait to be worked off; more is refused for now.", "待处理数据上限（MB）；超过则暂时拒收。"),
    COMPACT_ROWS(Kind.WHOLE, "500000", "Rows after which what arrived is sorted into the lake.", "新到多少行后整理入湖。"),
    BACKUP_FOLDER(
            Kind.TEXT,
            "",
            "Where the running server puts backups; backups/ in the store where empty.",
            "运行中的服务器存放备份的位置；留空则为存储下的 backups/。"),
    OIDC_ISSUER(
            Kind.TEXT,
            "",
            "The OpenID Connect provider that says who people are, such as https://id.example.com; none where empty.",
            "单点登录（OpenID Connect）服务的地址，例如 https://id.example.com；留空则不启用。"),
    OIDC_CLIENT(Kind.TEXT, "limner", "What the provider knows this server by.", "本服务在单点登录服务处的客户端标识。"),
    OIDC_SECRET(
            Kind.TEXT,
            "",
            "The environment variable that bears the client's secret; a client without one where empty.",
            "存放客户端密钥的环境变量名；留空则为无密钥客户端。"),
    OIDC_TITLE(Kind.TEXT, "SSO", "What the button is called.", "登录按钮上的名称。"),
    OIDC_NAME_CLAIM(
            Kind.TEXT,
            "preferred_username",
            "The claim that says what somebody is called here; people must not be able to change it themselves.",
            "作为此处用户名的声明；用户本人不应能修改。"),
    OIDC_ROLE_CLAIM(Kind.TEXT, "groups", "The claim that lists somebody's groups.", "列出所属组的声明。"),
    OIDC_ROLES(
            Kind.TEXT,
            "",
            "Which groups have which role, such as limner-admins=administrator *=viewer.",
            "各组对应的角色，例如 limner-admins=administrator *=viewer。");

    private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");

    private final Kind kind;
    /// What it can be, with blanks between; empty where that is no list.
    private final String choices;
    private final String fallback;
    private final String en;
    private final String zh;

    /// What its value is.
    enum Kind {
        TEXT,
        WHOLE,
        CHOICE
    }

    Setting(Kind kind, String fallback, String en, String zh) {
        this(kind, "", fallback, en, zh);
    }

    Setting(String choices, String fallback, String en, String zh) {
        this(Kind.CHOICE, choices, fallback, en, zh);
    }

    Setting(Kind kind, String choices, String fallback, String en, String zh) {
        this.kind = kind;
        this.choices = choices;
        this.fallback = fallback;
        this.en = en;
        this.zh = zh;
    }

    /// What `server.yaml` calls it.
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What the environment calls it.
    String variable() {
        return "LIMNER_" + name();
    }

    /// What it is where nobody says.
    String fallback() {
        return fallback;
    }

    Words about() {
        return new Words(en, zh);
    }

    List<String> choices() {
        return choices.isEmpty() ? List.of() : List.of(choices.split(" "));
    }

    /// Whether a value can be one of it.
    boolean accepts(String value) {
        return switch (kind) {
            case TEXT -> true;
            case WHOLE -> WHOLE.matcher(value).matches();
            case CHOICE -> choices().contains(value);
        };
    }
}
