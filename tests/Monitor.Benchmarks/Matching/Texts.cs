namespace Monitor.Benchmarks.Matching;

/// <summary>Posts of about 200 characters.</summary>
internal static class Texts
{
    public static string Of(string kind) => kind switch
    {
        "french" => "Déjà trois semaines que j’attends une réponse du service après-vente… La commande n’est toujours pas arrivée, et l’été sera passé avant qu’elle ne soit là. Où êtes-vous ? #déçue",
        "russian" => "Уже три недели жду ответа от службы поддержки, заказ так и не пришёл, а лето скоро кончится. Кто-нибудь знает, куда писать? Ещё одна такая история, и я уйду к другим.",
        "japanese" => "サポートからの返事をもう三週間も待っています。注文した品物はまだ届いていませんし、夏も終わってしまいます。どこに連絡すればよいのか、誰か知りませんか。次は別の店で買います。",
        "hindi" => "तीन हफ़्ते से ग्राहक सेवा के जवाब का इंतज़ार कर रहा हूँ। ऑर्डर अब तक नहीं आया और गर्मियाँ ख़त्म होने वाली हैं। किसी को पता है कि कहाँ लिखना चाहिए? अगली बार कहीं और से लूँगा।",
        _ => "Three weeks now that I am waiting for an answer from support, the order has not arrived and summer will be over before it does. Does anybody know whom to write to? One more of these and I am gone.",
    };
}
