"""Words to make texts and people of, written for this benchmark; thousands more are made of syllables."""

from __future__ import annotations

COMMON = (
    """
    the of and to in a that is for it with as was on be by at this have from or had are not but which his they we
    you all an were their has been would there when who will more no if out so said what up its about into than them
    can only other new some could time these two may then do first any my now such like our over me even most after
    also
    """
).split()

NOUNS = (
    """
    ally alliance ambassador analyst army balance bank bargain border bridge budget canal capital ceasefire citizen
    coal coalition colony committee compromise conference congress council court crisis culture currency debt
    defence delegate demand democracy deputy diplomat dispute doctrine economy election embargo embassy empire
    energy enemy envoy export factory farmer fleet forum freight friend frontier future gas government harbour
    history import industry inflation institute insurance interest invasion island journal judge labour language law
    leader letter majority market merchant message minister ministry mistake mountain nation navy neighbour
    newspaper ocean officer opinion parliament partner partnership patience peace pipeline policy port power
    pressure price principle prison professor promise protest province railway rebel reform refugee regime region
    republic retreat rival river rumour sanction scholar science secret senate shadow ship silence soldier
    sovereignty speech station statue storm strait strategy strength student subsidy summit supply surplus sword
    tariff teacher territory theory threat trade tradition treaty trial tribunal union university valley village
    visit vote wage war warning weapon weather wheat winter witness worker writer youth
    """
).split()

VERBS = (
    """
    accept accuse admit adopt advise announce answer attack avoid begin believe betray block borrow boycott break
    build bury buy call cancel carry celebrate change claim collect compare compete complain concede condemn confess
    connect consider control convince criticise cross damage debate decide declare defend delay deliver demand deny
    depend deserve destroy discover discuss divide dominate doubt emerge encourage enforce escape exaggerate examine
    expect explain explore export fear finish follow forget gather govern guarantee guard hesitate ignore imagine
    improve increase insist inspect intend invest invite join judge launch leave lend listen manage mention
    negotiate notice obey observe occupy oppose organise overlook permit persuade postpone predict prefer prepare
    press pretend prevent produce promise propose protect protest publish punish question realise receive recognise
    recover refuse regret reject rely remember remove repeat replace report rescue resist respect return reveal
    review reward sanction settle share sign smuggle suffer suggest supply support suspect threaten trade translate
    trust understand urge visit vote wait warn welcome whisper witness
    """
).split()

ADJECTIVES = (
    """
    ancient angry bitter brave broken careful cheap clever closed cold common constant costly cruel dangerous
    decisive deep distant domestic eager eastern economic empty equal fair false familiar famous firm foreign
    fragile frozen generous gentle grand happy hidden honest humble idle important industrial internal joint loyal
    lucky maritime mature military mutual narrow native naval neutral noble northern nuclear official open patient
    political popular private proud public quiet rapid rare reliable remote rich rigid rural secret serious severe
    shallow silent simple southern stable steady strategic strict strong sudden tense tired unequal unlikely urban
    useful useless vast visible weak western wise
    """
).split()

COMPOUNDS = (
    """
    reverse-pivot cease-fire half-measure no-limits side-door back-channel hard-currency long-range short-sighted
    two-front war-weary oil-rich land-locked far-reaching low-cost high-speed cross-border self-reliance so-called
    well-known great-power middle-income deep-water grass-roots state-owned left-behind
    """
).split()

ONSETS = (
    """
    b br c ch cl cr d dr f fl fr g gl gr h j k kl l m n p pl pr qu r s sc sh sl sp st str t th tr v w z
    """
).split()
VOWELS = "a e i o u a e i o ai ea ee ou io".split()
CODAS = "b ck d ft g l ll lm ln m mp n nd ng nt p r rd rk rm rn rt s sk ss st t th x".split()
ENDINGS = (
    """
    al ance ate el en er et ic in ine ing ism ist ity ment ness on or our ous ship sion tion um y
    """
).split()

HAN_WORDS = (
    """
    中国 美国 俄罗斯 关系 合作 外交 政府 总统 教授 大学 研究 战略 伙伴 边界 贸易 能源 制裁 安全
    世界 历史 和平 战争 压力 朋友 邻居 兄弟 天空 半边 利益 原则 国家 人民 经济 市场 价格 石油
    天然气 管道 北方 南方 东方 西方 会议 协议 文件 声明 记者 问题 回答 消息 报纸 专家 学者 学生
    工人 农民 士兵 将军 海洋 河流 山脉 城市 村庄 冬天 春天 明天 昨天 未来 机会 危险 错误 真相 谎言
    信任 怀疑 支持 反对 同意 拒绝 讨论 决定 开始 结束 增加 减少 改变 保护 破坏 发展 落后 进步 失败
    成功 没有 上限 底线 非常 可能 应该 必须 已经 还是 因为 所以 但是 而且 如果 虽然 我们 他们
    """
).split()

FAMILIES = (
    """
    Abbott Adler Almqvist Barros Becker Bellamy Bianchi Bouchard Brandt Castellano Cavendish Chalmers Dahlberg
    Delacroix Drummond Eriksen Falconer Ferrante Fitzgerald Forsythe Gallagher Gutiérrez Hartmann Haugland Hawthorne
    Holmberg Ibáñez Jorgensen Kaminski Kowalczyk Lancaster Lindqvist Macpherson Marchetti Montgomery Müller Nakamura
    Novák O’Connell Okonkwo Oliveira Østergaard Papadakis Pemberton Quintero Rasmussen Rothschild Sørensen Schneider
    Sutherland Takahashi Thornbury Underhill Valentini Vandenberg Wakefield Whitmore Wójcik Yamamoto Zimmermann
    """
).split()
GIVEN = (
    """
    Adrian Agnes Alice Ambrose Anselm Beatrice Benedict Bridget Camille Cecil Clara Conrad Dagny Dominic Edith Elias
    Esther Felix Fiona Gareth Gloria Harriet Hector Ingrid Irene Jasper Joanna Julian Katrin Leonard Lydia Magnus
    Mabel Martin Miriam Nadia Nigel Octavia Oscar Patricia Quentin Rosalind Rupert Sabine Sebastian Tamara Theodore
    Ursula Valerie Vincent Wanda Winifred Xavier Yolanda Zelda
    """
).split()
PARTICLES = ("de la", "van der", "von", "des", "del")
RUSSIAN_GIVEN = (
    """
    Arkady Boris Fyodor Galina Grigory Larisa Leonid Lyubov Nikita Polina Rodion Semyon Stepan Taras Valentina Vera
    Vsevolod Zinaida
    """
).split()
RUSSIAN_FAMILIES = (
    """
    Baranov Belyakov Chernyshev Drozdov Filatov Gromov Karpov Kuzmin Lebedev Morozov Nazarov Orlov Panfilov Rybakov
    Sokolov Tarasov Ushakov Vorontsov Yermakov Zhdanov
    """
).split()
# Characters of Chinese names with their reading.
HAN_FAMILIES = (
    """
    王wang 李li 张zhang 刘liu 陈chen 杨yang 赵zhao 黄huang 周zhou 吴wu 徐xu 孙sun 胡hu
    朱zhu 高gao 林lin 何he 郭guo
    """
).split()
HAN_GIVEN = (
    """
    华hua 胜sheng 伟wei 芳fang 娜na 敏min 静jing 丽li 强qiang 磊lei 军jun 洋yang 勇yong
    艳yan 杰jie 涛tao 明ming 超chao 秀xiu 霞xia 平ping 刚gang 桂gui 英ying 雪xue 文wen
    辉hui 玲ling 鹏peng 飞fei 红hong 梅mei 龙long 云yun 春chun 海hai 山shan 林lin 玉yu
    国guo 建jian 志zhi 永yong 庆qing 德de 振zhen 学xue 宏hong 思si 远yuan
    """
).split()
ROLES = ("professor", "fellow", "director", "spokesman", "ambassador", "researcher", "editor", "minister")
PLACES = ("Institute of Maritime Affairs", "Northern Academy", "Harbour University", "Council on Open Trade")
