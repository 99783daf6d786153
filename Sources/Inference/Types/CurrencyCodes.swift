// The currency codes of ISO 4217 that are in use, and a few that were.

/// Three-letter codes of money.
enum CurrencyCodes {
    private static let all = Set(
        """
        AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD
        BTN BWP BYN BYR BZD CAD CDF CHF CLP CNY COP CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP
        ERN ETB EUR FJD FKP GBP GEL GGP GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS
        IMP INR IQD IRR ISK JEP JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR
        LRD LSL LTL LYD MAD MDL MGA MKD MMK MNT MOP MRO MRU MUR MVR MWK MXN MYR MZN NAD NGN
        NIO NIS NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR
        SDG SEK SGD SHP SLL SOS SPL SRD SSP STD STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD
        TVD TWD TZS UAH UGX USD UYU UZS VEF VES VND VUV WST XAF XCD XDR XOF XPF YER ZAR ZMW
        ZWD ZWL DEM FRF ITL ESP NLG ATS
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    static func contains(_ code: String) -> Bool { all.contains(code) }
}
